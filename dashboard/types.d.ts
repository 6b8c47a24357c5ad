// What the dashboard's own components are told. All texts are ready to be shown, as text.

declare namespace Panels {
  interface Option {
    value: string;
    label: string;
    n: number;
    on: boolean;
  }

  interface Group {
    field: string;
    label: string;
    help: string | null;
    options: Option[];
  }

  interface Filters {
    /** The number of the last act of the reader that the page has seen. */
    seen: number;
    groups: Group[];
    more: Group[];
    words: { more: string };
  }

  interface Share {
    link: string;
    title: string;
    cite: string;
    words: Record<string, string>;
  }

  type Told = Cards.Item & { incoming: Cards.Incoming[] };

  interface Story {
    /** The number of the last act of the reader that the page has seen. */
    seen: number;
    steps: { id: string; label: string; title: string }[];
    /** The position of the step that is shown. */
    here: number;
    progress: string;
    title: string;
    text: string;
    facts: Told[];
    still: string | null;
    words: Record<string, string>;
  }

  /** A stretch of time: how many facts, and how many of them the article's. */
  interface Bin {
    label: string;
    kind: "before" | "year" | "years" | "month" | "later";
    n: number;
    article: number;
    on: boolean;
    title: string;
  }

  /** Bins by their positions, both included. */
  interface Span {
    first: number;
    last: number;
    label: string;
  }

  interface Timeline {
    /** The number of the last act of the reader that the page has seen. */
    seen: number;
    bins: Bin[];
    spans: Span[];
    /** Each year that stands month by month. */
    years: Span[];
    lanes: string[];
    only: boolean;
    range: string | null;
    changed: boolean;
    words: Record<string, string>;
  }
}
