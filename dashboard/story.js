// One step of the walk through the article. Arrow keys turn the steps.

/** @param {Atlas.Component<Panels.Story>} component */
function drawStory(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = rootOf(parentElement, "story");
  root.tabIndex = 0;
  /** @type {Acts<{ here: number | null }>} The step that the reader turned to. */
  const own = unseen(root, data.seen, () => ({ here: null }));
  /** @param {Record<string, string>} value */
  const send = (value) => {
    own.number += 1;
    const act = { number: own.number, ...value };
    insist(root, own, () => setTriggerValue("go", act));
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

  const dots = make("ol", "dots");
  data.steps.forEach((step, i) => {
    const dot = button("dot", step.label, () => go(i));
    dot.title = step.title;
    if (i === data.here) dot.setAttribute("aria-current", "step");
    const entry = make("li");
    entry.append(dot);
    dots.append(entry);
  });

  /** @param {Panels.Told} item */
  const fact = (item) => {
    const node = make("div", "fact");
    node.append(make("p", "statement", item.statement), make("div", "quiet", item.who + " · " + item.date));
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
    node.append(
      others,
      button("open", data.words.open, () => send({ fact: item.id })),
    );
    return node;
  };

  const foot = make("div", "turn");
  const back = button("", data.words.previous, () => go(here() - 1));
  const on = button("next", data.words.next, () => go(here() + 1));
  back.disabled = data.here === 0;
  on.disabled = data.here === data.steps.length - 1;
  foot.append(back, make("span", "quiet", data.progress), on);

  const body = make("div", "body");
  body.setAttribute("aria-live", "polite");
  body.append(make("h3", "", data.steps[data.here].label + " · " + data.title), make("p", "text", data.text));
  if (data.still) body.append(make("p", "quiet", data.still));
  body.append(...data.facts.map(fact));

  root.replaceChildren(foot, dots, body, make("p", "quiet keys", data.words.keys));
  root.onkeydown = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowRight") {
      event.preventDefault();
      go(here() + 1);
    }
    if (event.key === "ArrowLeft") {
      event.preventDefault();
      go(here() - 1);
    }
  };
  // Turning keeps the keyboard in the walk.
  if (root.dataset.shown) root.focus({ preventScroll: true });
  root.dataset.shown = "yes";
}
