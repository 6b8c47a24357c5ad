// What the one file holds (onefile/content.py), and what its scripts offer each other on `window.Page`.

declare namespace OneFile {
  /** A fact's card, with what is searched in it, the places that it marks, and whether it passes the file's view. */
  interface Fact extends Cards.Card {
    /** What is searched: its pieces, by kind and number of their text, and the places whose names find it. */
    search: { pieces: [string, number][]; places: string[] };
    marked: string[];
    passes: boolean;
  }

  interface Place {
    label: string;
    own: string | null;
    note: string | null;
    facts: string[];
    /** Every form of its name that a search may look for. */
    names: string[];
    sections: Cards.Section[];
    brief: string | null;
  }

  /** A step of administration, with what is said of it and how each side sees it. */
  interface Period {
    id: string;
    label: string;
    title: string;
    says: string[];
    views: { who: string; says: string; sources: Cards.Source[] }[];
    units: string[];
    sources: Cards.Source[];
  }

  /** A party's case, point by point. */
  interface Case {
    title: string;
    points: {
      says: string;
      sources: Cards.Source[];
      answers: string;
      answer: string;
      answer_sources: Cards.Source[];
    }[];
  }

  /** What a search knows of a language, as geo/tables/lexicon.py holds it. */
  interface Lexicon {
    stop: string[];
    paragraph: string[];
    same: string[][];
  }

  /** What one typed word asks for: any of several ways, of each way all needles. */
  type Term = string[][];

  interface Piece {
    kind: string;
    text: string;
    folded: string;
  }

  interface Content {
    data: string;
    language: string;
    settings: Atlas.Settings;
    /** What the map asks for, by paths of our API. */
    answers: Record<string, unknown>;
    layers: Record<string, { id: string; drawn: boolean; properties: Atlas.Properties }[]>;
    /** The outline of each place, which stands in the file once. */
    shapes: Record<string, Atlas.Geometry>;
    facts: Fact[];
    places: Record<string, Place>;
    periods: Period[];
    cases: Case[];
    bookmarks: Atlas.Bookmark[];
    lead: string | null;
    /** What is searched, each text once. */
    texts: string[];
    lexicon: Lexicon;
    card: Record<string, string>;
    credit: string;
    citation: string;
    licence: string;
    /** What is said of the page itself. */
    what: string;
  }

  /** What the reader looks at. */
  interface View {
    text: string;
    others: boolean;
    /** Layers that are off. */
    off: Set<string>;
    claims: string;
    period: string | null;
    place: string | null;
    fact: string | null;
    /** Whether the reader folded the card that opens by itself. */
    folded: boolean;
    row: number;
    move: number;
    places: string[];
  }

  /** The file's content with the questions that the page asks of it. */
  interface Answers {
    readonly file: Content;
    readonly byId: Map<string, Fact>;
    /** The layers that a reader may turn on and off. */
    readonly main: Atlas.Look[];
    /** Whether facts of other sources stand in the file's view. */
    readonly hasOthers: boolean;
    firstView(): View;
    read(path: string): Promise<unknown>;
    passing(view: View): Fact[];
    /** Facts as rows of the list, each with what matched the search. */
    rows(view: View, facts: Fact[]): Fact[];
    listed(view: View, facts: Fact[]): Fact[];
    /** Whether more is chosen than basis and layers, so that no card opens by itself. */
    narrowed(view: View): boolean;
    chosen(view: View, facts: Fact[]): Fact | null;
    heading(view: View, facts: Fact[]): Cards.Heading;
    showsUnits(view: View, look: Atlas.Look): boolean;
    bitmaps(view: View, shown: Set<string>): Record<string, string>;
    mapState(view: View, facts: Fact[], fact: Fact | null, theme: string): Atlas.State;
  }

  /** A control of the page: its element, and what brings it up to date with the view. */
  interface Control {
    element: HTMLElement;
    refresh(): void;
  }

  /** What the page's address holds of the view. */
  interface Address {
    /** Stands over the list, where the address has to say something. */
    box: HTMLElement | null;
    /** The window's event after which the address is read again. */
    event: "hashchange" | "popstate";
    /** What the address says, if that is another view. */
    read(view: View): Partial<View> | null;
    /** Writes a chosen fact, as a step that the reader can go back from. */
    choose(view: View, fact: string): void;
    /** Writes the view that shows. */
    write(view: View): void;
    link(view: View, fact: string): string;
    /** Takes where the map looks, or that it looks where the view sends it. */
    look(map: L.Map | null): void;
  }

  /** What the controls work on: the view, what changes it, and what draws it anew. */
  interface Desk {
    answers: Answers;
    view: View;
    turn(change: Partial<View>): void;
    show(): void;
  }

  interface Scripts {
    fold(text: string): string;
    Search: new (lexicon: Lexicon) => { terms(text: string): Term[] };
    holds(text: string, term: Term): boolean;
    matched(pieces: Piece[], terms: Term[]): string | null;
    pack(bits: boolean[]): string;
    Answers: new (file: Content) => Answers;

    /** Draws the page, and returns what changes its view. */
    open(answers: Answers, address: Address): (change: Partial<View>) => void;
    narrow(): boolean;
    controls(desk: Desk): {
      search: HTMLElement;
      basis: HTMLElement | null;
      more: HTMLElement;
      refresh(found: number): void;
    };

    cited(sources: Cards.Source[], before?: string): HTMLElement;
    fillPeriod(box: HTMLElement, period: Period | undefined): void;
    cases(cases: Case[]): HTMLElement;
  }
}

interface Window {
  Page: OneFile.Scripts;
}
