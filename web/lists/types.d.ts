// What the list of facts and its card are told (geo/text/fact_text.py). All texts are ready to be shown, as text.

declare namespace Cards {
  type Text = string | null;

  interface Source {
    publisher: string;
    title: Text;
    date: Text;
    /** What it is cited for, where that is not the statement. */
    scope: Text;
    /** Of its title as a whole, by its code of ISO 639-1; nothing where its letters tell more. */
    language: Text;
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
    /** The paragraph, or who printed it where it is none of the article's. */
    origin: string;
    /** The names of its places in one line. */
    where: string;
    /** Its sources in one line. */
    cited: string;
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

  /** A line of a place's sheet; a name in it that no letters tell the language of has it beside it. */
  interface Line {
    text: string;
    note: Text;
    sources: Source[];
    name?: Text;
    language?: Text;
  }

  interface Section {
    title: string;
    lines: Line[];
  }

  interface Heading {
    text: string;
    own: Text;
    note: Text;
    sections: Section[];
    /** What the folded sheet says at once. */
    brief?: Text;
    close: Text;
    link?: Text;
    /** The topics of a chosen place. */
    topics?: { title: string; options: { id: string; label: string; n: number; on: boolean }[] } | null;
    /** How many facts of other sources pass too, where they are not listed. */
    more?: Text;
    /** The way back to the walk. */
    back?: Text;
    /** What is read aloud when it changes. */
    status?: Text;
  }

  interface Column {
    id: string;
    label: string;
  }

  interface Table {
    columns: Column[];
    sort: { column: string; down: boolean };
  }

  interface Data {
    /** The number of the last act of the reader that the page has seen; none where each is answered at once. */
    seen?: number;
    heading: Heading;
    card: Card | null;
    outside: Text;
    items: Item[];
    first: number;
    total: number;
    page: number;
    range: string;
    /** What a printed page has of the facts on the pages that do not show, and that there are still more. */
    printed: { statement: string; said: string; cited: string }[];
    unprinted: Text;
    /** Of the table; nothing for the list. */
    table: Table | null;
    words: Record<string, string>;
  }
}
