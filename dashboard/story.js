// One step of the walk through the article. Arrow keys turn the steps; the list of all steps can be opened to their titles.

/** @param {Atlas.Component<Panels.Story>} component */
function drawStory(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = rootOf(parentElement, "story");
  /** @type {Acts<{ here: number | null }>} The step that the reader turned to. */
  const own = unseen(root, data.seen, () => ({ here: null }));
  /** @param {Record<string, string | boolean>} value */
  const send = (value) => {
    own.number += 1;
    const act = { number: own.number, ...value };
    insist(own, () => setTriggerValue("go", act));
  };
  // A step forward or back is one from the step that the reader last turned to, even where the page has not turned yet.
  const here = () => own.value.here ?? data.here;
  /** @param {number} position */
  const go = (position) => {
    const step = data.steps[position];
    if (!step) return;
    own.value.here = position;
    send({ step: step.id });
  };
  /**
   * @param {string} className
   * @param {string} key
   * @param {string | null} text
   * @param {() => void} act
   */
  const keyed = (className, key, text, act) => {
    const node = button(className, text, act);
    node.dataset.key = key;
    return node;
  };

  const steps = () => {
    const node = make("nav", "steps");
    node.setAttribute("aria-label", data.words.steps);
    const list = make("ol", "dots");
    list.classList.toggle("titled", root.dataset.titled === "yes");
    data.steps.forEach((step, i) => {
      const dot = keyed("dot", "step." + step.id, null, () => {
        root.dataset.titled = "no";
        go(i);
      });
      dot.append(make("b", "", step.label), " ", make("span", "title", step.title));
      dot.title = step.title;
      if (i === data.here) dot.setAttribute("aria-current", "step");
      if (i < data.here) dot.classList.add("done");
      const entry = make("li");
      entry.append(dot);
      list.append(entry);
    });
    const all = keyed("all", "titles", data.words.titles, () => {
      const titled = list.classList.toggle("titled");
      root.dataset.titled = titled ? "yes" : "no";
      all.setAttribute("aria-expanded", String(titled));
      const current = list.querySelector("[aria-current]");
      if (titled && current instanceof HTMLElement) list.scrollTop = current.offsetTop - list.offsetTop - 60;
    });
    all.setAttribute("aria-expanded", String(root.dataset.titled === "yes"));
    node.append(all, list);
    return node;
  };

  /** @param {Panels.Told} item */
  const fact = (item) => {
    const node = make("div", "fact");
    node.append(make("h4", "statement", item.statement), make("div", "quiet", item.who + " · " + item.date));
    const others = make("div", "others");
    others.append(make("h5", "", data.words.others));
    if (!item.incoming.length) others.append(make("div", "quiet", data.words.none_add));
    for (const incoming of item.incoming) {
      const line = make("div", "incoming " + incoming.kind);
      line.append(
        make("b", "", incoming.label + ": "),
        make("span", "", incoming.statement + " "),
        make("span", "quiet", incoming.date),
      );
      if (incoming.later) line.append(make("span", "later", incoming.later));
      others.append(line);
    }
    const open = keyed("open", "fact." + item.id, data.words.open, () => send({ fact: item.id }));
    node.append(others, open);
    return node;
  };

  const foot = make("div", "turn");
  const back = keyed("", "back", data.words.previous, () => go(here() - 1));
  const on = keyed("next", "next", data.words.next, () => go(here() + 1));
  back.disabled = data.here === 0;
  on.disabled = data.here === data.steps.length - 1;
  foot.append(back, make("span", "quiet", data.progress), on);

  const body = make("div", "body");
  const title = make("h3", "", data.steps[data.here].label + " · " + data.title);
  title.tabIndex = -1;
  body.append(title, make("p", "text", data.text));
  if (data.still) body.append(make("p", "quiet", data.still));
  else body.append(keyed("open show", "show", data.words.show, () => send({ show: true })));
  body.append(...data.facts.map(fact));

  // What is read aloud as the step turns is its title; the text follows it.
  announce(root, `${data.progress}: ${title.textContent}`);
  const drawn = bodyOf(root);
  const turned = root.dataset.shown !== undefined && root.dataset.shown !== String(data.here);
  const scrolled = turned ? 0 : (root.querySelector(".body")?.scrollTop ?? 0);
  const named = make("h2", "heard", data.words.steps);
  const parts = [named, foot, steps(), body, make("p", "quiet keys", data.words.keys)];
  keepFocus(root, "key", () => drawn.replaceChildren(...parts), ["h3"]);
  if (scrolled) body.scrollTop = scrolled;
  root.dataset.shown = String(data.here);
  root.onkeydown = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    go(here() + by);
  };
  root.tabIndex = -1;
}
