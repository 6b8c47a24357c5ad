// What the reader has chosen in the bar and the page does not know of yet. A click sends all that is chosen of each filter that the page
// has not answered for, so that no order of clicks and answers can turn an option the wrong way, and a click that is not seen is made up.

/**
 * @param {HTMLElement} root
 * @param {Panels.Filters} data
 * @param {(act: object) => void} send
 * @returns {Panels.Chosen}
 */
const filterActs = (root, data, send) => {
  /** @type {Acts<{ lists: Map<string, Set<string>>, values: Record<string, string> }>} */
  const own = unseen(root, data.seen, () => ({ lists: new Map(), values: {} }));
  const groups = [data.layers, ...data.menus.flatMap((menu) => menu.groups)];
  const given = new Map(
    groups.map((group) => [group.field, group.options.filter((item) => item.on).map((item) => item.value)]),
  );
  /** @param {string} field */
  const chosen = (field) => own.value.lists.get(field) ?? new Set(given.get(field));
  /** @param {string} name */
  const value = (name) => own.value.values[name] ?? data.values[name];
  /** @param {boolean} reset */
  const tell = (reset) => {
    own.number += 1;
    const lists = Object.fromEntries([...own.value.lists].map(([name, set]) => [name, [...set]]));
    const act = { number: own.number, lists, values: { ...own.value.values }, reset };
    insist(own, () => send(act));
  };
  return {
    chosen,
    value,
    turn(field, option) {
      const values = chosen(field);
      if (!values.delete(option)) values.add(option);
      own.value.lists.set(field, values);
      tell(false);
      return values.has(option);
    },
    set(changes) {
      Object.assign(own.value.values, changes);
      tell(false);
    },
    reset() {
      for (const field of given.keys()) own.value.lists.set(field, new Set());
      Object.assign(own.value.values, { text: "", since: "", until: "", undated: "keep", basis: "article" });
      tell(true);
    },
  };
};
