// What the list of facts and its card are told (geo/text/fact_text.py). All texts are ready to be shown, as text.

declare namespace Cards {
  type Text = string | null;

  interface Source {
    publisher: string;
    title: Text;
    date: Text;
    url: Text;
    warning: Text;
  }

  interface Incoming {
    id: string;
    kind: string;
    label: string;
    statement: string;
    date: string;
    later: Text;
    note: Text;
    standing: string;
    sources: Source[];
  }

  type Bearing = Pick<Incoming, "id" | "kind" | "label" | "statement" | "note">;

  interface Place {
    name: string;
    own: Text;
    role: string;
    precision: string;
    named: Text;
    wider: Text;
    drawn: boolean;
    undrawn: string;
  }

  interface Matter {
    matter: string;
    positions: { who: string; says: string; date: Text; sources: Source[] }[];
    shown_as: string;
  }

  interface Gap {
    missing: string;
    filled: { id: string; statement: string }[];
  }

  /** A fact as the list shows it. */
  interface Item {
    id: string;
    basis: "article" | "context";
    later: Text;
    paragraph: string;
    statement: string;
    who: string;
    date: string;
    topic: string;
    topic_label: string;
    evidence: string;
    evidence_label: string;
    mapped: boolean;
    /** What matched a search where the row does not show it. */
    matched: Text;
  }

  /** A fact as its card shows it. */
  interface Card extends Item {
    modality_label: string;
    lifecycle_label: Text;
    anchor: Text;
    sources: Source[];
    standing: Text;
    standing_note: Text;
    bears_on: Bearing[];
    date_note: Text;
    note: Text;
    actors: string;
    places: Place[];
    incoming: Incoming[];
    beside: Matter[];
    open: Gap[];
    link: string;
  }

  interface Section {
    title: string;
    lines: { text: string; note: Text; sources: Source[] }[];
  }

  interface Heading {
    text: string;
    own: Text;
    note: Text;
    sections: Section[];
    close: Text;
    link?: Text;
  }

  interface Data {
    heading: Heading;
    card: Card | null;
    outside: Text;
    items: Item[];
    first: number;
    total: number;
    page: number;
    range: string;
    words: Record<string, string>;
  }
}
