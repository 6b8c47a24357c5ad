// What a publication holds beyond the one file (publish/content.py), and what its scripts add to `window.Page`.

declare namespace Publish {
  /** A fact with its options by facet, the layers that bear it among them, and its first and last day. */
  interface Fact extends OneFile.Fact {
    filters: Record<string, string[]>;
    days: [first: string, last: string] | null;
  }

  interface Content extends OneFile.Content {
    /** Where answers lie that stand in files of their own, by paths of our API. */
    apart: Record<string, string>;
    /** Each filter's title and what its options are called. */
    facets: Record<string, { label: string; options: Record<string, string> }>;
    /** What a link may name as the article that is read. */
    articles: string[];
    /** Parameters that others hang on addresses. */
    foreign: { names: string[]; prefixes: string[] };
  }

  /** What a link filters; days as ISO 8601. Only facets with an option are in the lists. */
  interface Filters {
    lists: Record<string, string[]>;
    since: string | null;
    until: string | null;
    undated: string;
  }

  interface View extends OneFile.View {
    filters: Filters;
    camera: [lat: number, lon: number, zoom: number] | null;
    /** A number that changes with each link that was opened. */
    link: number;
    /** Whether the link aims at places. */
    follows: boolean;
  }

  type Parsers = Record<string, (text: string) => any>;
  type Refusals = [name: string, reason: string][];

  interface Answers extends OneFile.Answers {}

  interface Address extends OneFile.Address {
    turn: (change: Partial<View>) => void;
  }

  interface Scripts {
    Refused: new (reason: string) => Error;
    noFilters(): Filters;
    parsers(file: Content, byId: Map<string, OneFile.Fact>): Parsers;
    readPairs(
      pairs: [name: string, text: string][],
      parsers: Parsers,
      isForeign: (name: string) => boolean,
    ): { values: Record<string, any>; refused: Refusals };
    pairsOf(view: View, file: Content): [name: string, value: string | number | null | undefined][];
    PublishedAnswers: new (file: Content) => Answers;
    PublishedAddress: new (file: Content, byId: Map<string, OneFile.Fact>) => Address;
    tell(box: HTMLElement, file: Content, view: View, refused: Refusals, clear: () => void): void;
  }
}

declare namespace OneFile {
  interface Scripts extends Publish.Scripts {}
}
