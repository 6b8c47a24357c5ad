// How the one file searches: as geo/tables/folding.py and query.py do on the server, checked on the same cases.
window.Page = window.Page || /** @type {OneFile.Scripts} */ ({});
(function (A, P) {
  "use strict";
  /** @type {Record<string, string>} */
  const LETTERS = { ł: "l", Ł: "l", ø: "o", Ø: "o", đ: "d", Đ: "d", ı: "i", æ: "ae", Æ: "ae", œ: "oe", Œ: "oe" };
  const LONGEST = 60;
  const NUMBER = /^(?:paragraph)?\p{Nd}+$/u;
  // Kana and Han: no blank parts their words.
  const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/;
  // What signs alone ask for: no way leads to it, so that no text has it.
  /** @type {OneFile.Term} */
  const NOWHERE = [];

  /** @param {string} text */
  function plain(text) {
    return text
      .replace(/[\u2018\u2019\u201a\u201b\u02bc\u02b9\u02bb\u2032\u00b4\uff07]/g, "'")
      .replace(/[\u2010\u2011\u00ad\ufe63\uff0d]/g, "-")
      .replace(/[łŁøØđĐıæÆœŒ]/g, (letter) => LETTERS[letter])
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .normalize("NFKC")
      .replace(/[\u30a1-\u30f6]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60))
      .toUpperCase()
      .toLowerCase()
      .replace(/ς/g, "σ")
      .replace(/'s(?![\p{L}\p{N}_])/gu, "")
      .replace(/'/g, "");
  }

  // As clean_text in geo/view/parsers.py: less controls, format characters and halves of characters.
  /** @param {string} text */
  const seenOf = (text) =>
    text
      .replace(/\s+/g, " ")
      .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "")
      .trim();

  /** @param {string} text */
  const wordsOf = (text) =>
    plain(text)
      .replace(/¶\s*(\p{Nd})/gu, " paragraph$1")
      .match(/[\p{L}\p{N}]+/gu) || [];

  /** @param {string} text */
  function joinedIn(text) {
    const parts = plain(text)
      .split(/\s+/)
      .filter((part) => /[-,]/.test(part));
    const found = parts.flatMap(
      (part) => part.match(/[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)+|\p{Nd}+(?:,\p{Nd}{3})+/gu) || [],
    );
    return found.map((part) => part.replace(/[^\p{L}\p{N}_]/gu, ""));
  }

  P.fold = (text) => " " + [...wordsOf(text), ...joinedIn(text)].join(" ") + " ";

  /** @param {string} word */
  function needle(word) {
    if (UNSPACED.test(word)) return word;
    return NUMBER.test(word) ? " " + word + " " : " " + word;
  }

  P.Search = class {
    /** @param {OneFile.Lexicon} lexicon */
    constructor({ stop, paragraph, same }) {
      this.stop = new Set(stop);
      this.same = same;
      this.marks = new RegExp(
        "(?:(?<![\\p{L}\\p{N}_])(?:" + paragraph.join("|") + ")\\.?|¶)\\s*(?=\\d{1,2}(?!\\w))",
        "giu",
      );
    }

    /** @param {string} typed */
    term(typed) {
      const parts = wordsOf(typed);
      if (parts.length > 1) return [parts.map(needle), ...joinedIn(typed).map((word) => [needle(word)])];
      const word = parts[0] || "";
      const forms = [word, ...(word.length > 3 && word.endsWith("s") ? [word.slice(0, -1)] : [])];
      const groups = this.same.filter((group) => group.some((stem) => word.startsWith(stem)));
      return [...new Set([...forms, ...groups.flat()])].map((form) => [needle(form)]);
    }

    /** @param {string} text */
    terms(text) {
      const seen = seenOf(text);
      const marked = seen.normalize("NFKC").replace(this.marks, "¶");
      const typed = marked.split(/\s+/).filter((part) => wordsOf(part).length);
      if (!typed.length && seen) return [NOWHERE];
      const telling = typed.filter((part) => !wordsOf(part).every((word) => this.stop.has(word)));
      return (telling.length ? telling : typed).map((part) => this.term(part));
    }
  };

  // As geo/text/search_text.py shortens what matched.
  /** @param {string} text */
  function shortened(text) {
    const letters = [...text];
    if (letters.length <= LONGEST) return text;
    const head = letters.slice(0, LONGEST - 2).join("");
    return (head.replace(/ [^ ]*$/, "") || head) + " …";
  }

  P.holds = (text, term) => term.some((way) => way.every((one) => text.includes(one)));

  // What matched where the row does not show it, the first piece for each word that is typed.
  P.matched = function (pieces, terms) {
    const what = terms.flatMap((term) => {
      const found = pieces.find((piece) => P.holds(piece.folded, term));
      return found && found.kind !== "shown" ? [A.say("search.in." + found.kind, { text: shortened(found.text) })] : [];
    });
    return what.length ? A.say("search.matches", { what: [...new Set(what)].join("; ") }) : null;
  };
})(window.Atlas, window.Page);
