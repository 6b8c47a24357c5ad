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

  /** How a layer's small symbol is drawn: colours are any of CSS. */
  interface Swatch {
    symbol: Atlas.Symbol;
    ink: string;
    land: string;
  }

  /** A layer: what is said where only other sources fill it. */
  type LayerOption = Option & { swatch: Swatch; brings: string | null };

  interface Menu {
    id: string;
    label: string;
    groups: Group[];
  }

  interface Filters {
    /** The number of the last act of the reader that the page has seen. */
    seen: number;
    layers: { field: string; label: string; options: LayerOption[] };
    menus: Menu[];
    /** Days as ISO 8601 or empty; a search; and one of the choices each. */
    values: Record<string, string>;
    choices: Record<"undated" | "basis", [value: string, label: string][]>;
    /** The first and the last day that may be chosen. */
    days: [string, string];
    longest: number;
    active: { field: string; value: string; label: string; remove: string }[];
    count: string;
    small: { dash: number; width: number; inset: number };
    words: Record<string, string>;
  }

  /** What is chosen now, the page's answer awaited or not, and how it is changed. */
  interface Chosen {
    chosen(field: string): Set<string>;
    value(name: string): string;
    /** Turns an option, and says whether it is chosen now. */
    turn(field: string, option: string): boolean;
    set(changes: Record<string, string>): void;
    reset(): void;
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
    /** The label where there is little room. */
    short: string;
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
