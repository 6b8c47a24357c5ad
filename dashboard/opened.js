// The title of a panel. As the panel opens its title takes the keyboard, which stays where the reader moves it from there.

/** @param {Atlas.Component<{ title: string }>} component */
function drawOpened({ data, parentElement }) {
  const root = rootOf(parentElement, "opened");
  if (root.firstElementChild?.textContent === data.title) return;
  const title = make("h2", "", data.title);
  title.tabIndex = -1;
  root.replaceChildren(title);
  title.focus({ preventScroll: true });
}
