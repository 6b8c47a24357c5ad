// What the reader has done and the page does not know of yet. An act may be lost on the way: where the line breaks for a while, nothing
// tells us. So each says what is wanted, and no turn, and is sent until the page says that it has seen it.

/**
 * Milliseconds after which an act that the page has not seen is sent once more, and after the last of which it is given up. A line that
 * was cut is mended within a minute or not soon; a server that is slow is not to be asked again and again.
 */
const AGAIN = [2000, 2000, 4000, 4000, 8000, 8000, 16000, 16000, 16000];
/** Milliseconds after which acts go out over a line that is mended: where it leads to a new session, that is to know the page first. */
const SOON = 500;

/**
 * The reader's acts on a component and what they say, by its root. Acts are numbered, and the page says the number of the last one that
 * it has seen: until that is the reader's latest, what the reader did counts and not what the page says.
 *
 * @template T
 * @typedef {{ root: HTMLElement, number: number, value: T, none: () => T, timer: number, send: () => void }} Acts
 */
/** @type {WeakMap<HTMLElement, Acts<any>>} Each component keeps a value of its own kind. */
const acts = new WeakMap();
/** @type {Set<Acts<any>>} Those that wait for an answer. */
const waiting = new Set();
/** @type {WeakMap<HTMLElement, () => void>} What draws a component as the page has it, by its root. */
const redraws = new WeakMap();
/**
 * @template T
 * @param {HTMLElement} root
 * @param {number} seen The number of the last act that the page has seen. That of a new session is lower than the reader's own.
 * @param {() => T} none Makes the value of a reader who has done nothing that the page does not know.
 * @returns {Acts<T>}
 */
const unseen = (root, seen, none) => {
  const kept = acts.get(root);
  if (kept && kept.number > seen) return kept;
  if (kept) letGo(kept);
  const own = { root, number: seen, value: none(), none, timer: 0, send: () => {} };
  acts.set(root, own);
  return own;
};

/** @param {Acts<any>} own */
const letGo = (own) => {
  clearTimeout(own.timer);
  waiting.delete(own);
};

/**
 * Waits for the page to see an act, and sends it again as long as it does not; a later act takes its place. One that is given up counts
 * no more: what shows is what the page says. Where the act took the component itself away, nobody is left to hear that.
 *
 * @param {Acts<any>} own
 * @param {number[]} waits
 */
const expectAnswer = (own, [wait, ...later]) => {
  letGo(own);
  waiting.add(own);
  own.timer = setTimeout(() => {
    letGo(own);
    if (!own.root.isConnected) return;
    if (later.length) {
      expectAnswer(own, later);
      own.send();
    } else {
      own.value = own.none();
      redraws.get(own.root)?.();
    }
  }, wait);
};

/**
 * Sends an act until the page has seen it.
 *
 * @param {Acts<any>} own
 * @param {() => void} send
 */
const insist = (own, send) => {
  own.send = send;
  expectAnswer(own, AGAIN);
  send();
};

/** Sends all that the page has not seen anew: the line to it is mended. */
const insistAnew = () => [...waiting].forEach((own) => expectAnswer(own, [SOON, ...AGAIN]));

/**
 * A component each of whose acts is sent until the page has seen it: together with those before it that the page has not seen, in their
 * order. One that is told of no number is answered at once, as in the one file.
 *
 * @template {{ seen?: number }} Data
 * @param {Atlas.Component<Data>} component
 * @param {HTMLElement} root
 * @returns {Atlas.Component<Data>}
 */
const insisting = (component, root) => {
  const { data, setTriggerValue } = component;
  if (data.seen === undefined) return component;
  /** @type {Acts<{ number: number, name: string, value: unknown }[]>} */
  const own = unseen(root, data.seen, () => []);
  /**
   * @param {string} name
   * @param {unknown} value
   */
  const tell = (name, value) => {
    own.number += 1;
    own.value.push({ number: own.number, name, value });
    const act = { number: own.number, acts: [...own.value] };
    insist(own, () => setTriggerValue("act", act));
  };
  return { ...component, setTriggerValue: tell };
};
