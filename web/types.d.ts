// The shapes that scripts share: what the server hands over, and what the map's scripts offer each other on `window.Atlas`.
// For the type check alone; nothing of this is served.

declare namespace Atlas {
  /** What a button that copies says: its name, what it did, and what to do where there is no clipboard. */
  type CopyWords = Record<"copy" | "copied" | "select", string>;

  /** A colour in the light and in the dark theme. */
  interface Ink {
    light: string;
    dark: string;
  }

  type MarkShape = "area" | "chain" | "point";

  /** Which symbol a mark gets (layers/rules.py). */
  interface Rule {
    symbol: string | null;
    shapes: MarkShape[];
    each: string[];
    some: string[];
    passing: boolean;
  }

  /** What has an ink and rules of its own: a layer, or all that other sources add. */
  interface Marked {
    id: string;
    ink: Ink;
    rules: Rule[];
  }

  /** How a layer is drawn (layers/layer.py); an optional one is fetched when it is first asked for. */
  interface Look extends Marked {
    draws: "marks" | "land" | "lines" | "waters" | "units" | "names";
    ground: boolean;
    optional: boolean;
  }

  /** How one kind of mark looks (layers/symbols.py). */
  interface Symbol {
    id: string;
    level: string;
    legend: string;
    swatch: "area" | "ring" | "line";
    ink: InkName | null;
    width: number;
    opacity: number;
    dash: number[];
    round: boolean;
    fill: "none" | "tint" | "land" | "pattern";
    fill_opacity: number;
    pattern: Pattern | null;
    double: boolean;
    cross: boolean;
    split: boolean;
    years: boolean;
  }

  interface Pattern {
    directions: ("along" | "across" | "slanted")[];
    distance: number;
    width: number;
    dash: number[];
  }

  /** What lies under the marks in one view: by layer and feature, each by its id, a symbol's id and an actor's. */
  type Looks = Record<string, Record<string, [symbol: string, who: string]>>;

  type Range = [least: number, most: number];
  type InkName =
    "sea" | "isobath" | "land" | "land_line" | "islands" | "selected" | "context" | "unit" | "differ" | "ended";

  /** West, south, east, north in degrees. */
  type Bounds = [west: number, south: number, east: number, north: number];

  /** Where sea depth and relief are read (layers/ground.py). */
  interface GroundSettings {
    /** Where the bundled land is known. */
    window: Bounds;
    isobaths: string;
    images: Record<string, Record<string, { url: string; bounds: Bounds }>>;
  }

  /** The map's constants (maps/applied_state.py). */
  interface Settings {
    /** The way from the map's frame to the server's root; a page without a server has none. */
    up?: string;
    /** A page may have none: then the land is plain. */
    ground?: GroundSettings;
    /** The map's height as CSS has it. */
    height?: string;
    home: { centre: [lat: number, lon: number]; zoom: number };
    bounds: { lat: Range; lon: Range; zoom: Range; area?: [southWest: L.LatLngTuple, northEast: L.LatLngTuple] | null };
    layers: Look[];
    inks: Record<InkName, Ink>;
    /** The parties' ids in their order. */
    parties: string[];
    languages: string[];
    /** How marks look (layers/settings.py): symbols in the order of the legend, levels with their z-index. */
    symbols: Symbol[];
    levels: Record<string, number>;
    context: Marked;
    beside: Rule[];
    double: { edge: number[]; ring: number };
    swatch: { dash: number; width: number; inset: number };
    /** States that say what became of a thing, with their messages, the weightiest first. */
    told: [state: string, message: string][];
    ways: { claims: Record<string, Looks>; periods: Record<string, Looks> };
  }

  type Bookmark = [name: string, places: string[]];

  /** What the map shows now (maps/applied_state.py). */
  interface State {
    data: string;
    /** A bitmap a layer that shows: base64, the first feature in the highest bit of the first byte. */
    bits: Record<string, string>;
    counts: Record<string, number>;
    others: Record<string, number>;
    marked: string[];
    places: string[];
    /** Names the session that counts the two numbers below; nothing where the page has none. */
    session?: string;
    move: number;
    camera_version: number;
    camera_follows: boolean;
    /** The article that layers and words are asked for, or all. */
    article: string;
    theme: string;
    lang: string;
    basemap: string;
    claims: string;
    period: string | null;
    camera: [lat: number, lon: number, zoom: number] | null;
    bookmarks: Bookmark[];
  }

  /** The catalogue of words: a text, or one for each form that a language has for numbers. */
  type Words = Record<string, string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>)>;

  type Geometry = GeoJSON.Point | GeoJSON.LineString | GeoJSON.MultiLineString | GeoJSON.Polygon | GeoJSON.MultiPolygon;

  /** What the scripts read of a feature's properties. Which of those that may miss are there depends on the layer. */
  interface Properties {
    place: string;
    kind: string;
    states: string[];
    name_en: string;
    name_en_russia_first: string;
    // Its name in each party's language: name_ja, name_ru.
    [name: `name_${string}`]: string | null | undefined;
    name_ainu?: string | null;
    name_ainu_latin?: string | null;
    facts: string[];
    basis?: "article" | "context";
    part_of?: string | null;
    precision?: string;
    uncertainty_m?: number | null;
    // Of islands.
    facts_named?: string[];
    facts_of_group?: string[];
    facts_if_wider?: string[];
    context_facts?: string[];
    // Of facts at places.
    role?: string;
    lifecycle?: string | null;
    earliest?: string | null;
    wider?: string | null;
    // Of computed lines and waters, and of steps of administration.
    accuracy_worst_m?: number;
    held_by?: string;
    held_by_name?: string | null;
    // Of places by name.
    label_rank?: number;
    heights_m?: number[];
    area_km2?: number | null;
  }

  interface Feature {
    type: "Feature";
    id?: string;
    geometry: Geometry | null;
    properties: Properties;
  }

  interface Collection {
    type: "FeatureCollection";
    features: Feature[];
  }

  /** One truth value a feature, 0 or 1. */
  type Bits = Uint8Array;

  /** A shape on the map, whether one ring or many polygons. */
  type Drawn = L.Circle | L.GeoJSON;

  /** What is drawn of a geometry, and how exactly its place is known, in metres. */
  type Shape = [geometry: Geometry, uncertainty_m: number | null | undefined];

  /** A layer that was fetched, with all that is drawn of it. */
  interface Layer {
    look: Look;
    features: Feature[];
    marks: Mark[];
    /** The positions of the features of each place. */
    groups: Map<string, number[]>;
    bits: Bits | null;
    points: Points | null;
    ground: ReferenceLayer | PlaceNames | null;
  }

  interface Mark {
    readonly look: Look;
    readonly first: Properties;
    readonly place: string;
    readonly geometry: Geometry;
    readonly passing: Feature[];
    readonly drawn: L.LayerGroup | null;
    /** What it is drawn by, and what is drawn with it. */
    readonly symbol: string | null;
    readonly beside: string | null;
    count(): number;
    show(map: L.Map, bits: Bits): void;
  }

  interface Context {
    readonly first: Properties;
    readonly geometry: Geometry;
    readonly passing: Feature[];
    readonly drawn: L.LayerGroup | null;
    readonly symbol: string | null;
    add(layer: Layer, index: number): void;
    show(map: L.Map): void;
    lines(): HTMLElement;
    badge(): HTMLButtonElement;
  }

  interface Points extends L.Layer {
    /** How many rings stand on the canvas. */
    readonly painted: number;
    readonly symbol: string | null;
    show(bits: Bits): void;
  }

  /** What is drawn of a geometry: a symbol's id, and the name of whom it tells of. */
  type Told = [geometry: Geometry, symbol: string, name: string];

  /** A symbol of the legend and what it stands for. */
  type Row = [symbol: SVGElement, text: string];

  interface ReferenceLayer {
    readonly features: Feature[];
    readonly drawn: Map<number, { as: string; symbol: string; name: string; shape: Drawn }>;
    show(map: L.Map, bits: Bits): void;
    remove(): void;
    inLegend(): Told[];
  }

  interface PlaceNames {
    settle(): void;
    readonly lineNames: LineNames | null;
    show(map: L.Map, bits: Bits): void;
    remove(): void;
    inLegend(): Told[];
  }

  interface Paint {
    readonly corners: L.LatLng[];
    /** Takes another picture, and so becomes another colour. */
    take(picture: HTMLCanvasElement | HTMLImageElement): void;
    /** Tells the canvas anew where the picture lies. */
    lay(): void;
    /** What stands for a colour in a path's style. */
    color(): string;
  }

  interface Ground {
    readonly land: string | null;
    load(): Promise<boolean>;
    dress(): Promise<void>;
    refresh(): void;
  }

  interface Land {
    readonly overview: Collection | null;
    underlay(islands: { geometry: Geometry }[]): Promise<void>;
    rest(): void;
    readonly medium: Collection | null;
    first(): Promise<void>;
    second(): Promise<void>;
    dress(): Promise<void>;
    zoomed(): Promise<void>;
    tiles(): void;
  }

  interface Camera {
    follow(): void;
    resize(): void;
    correct(): void;
    dragged(): boolean;
    visit(places: string[]): void;
  }

  interface Lettering {
    /** What the texts of places that follow share with all that stands already. */
    readonly room: Room | null;
    readonly codes: LandCodes;
    readonly rover: Rover;
    refresh(): void;
    /** Gives everything a place anew. */
    place(): void;
    /** What buttons, legend and credit take of the map. */
    keepOff(boxes: Box[]): void;
    /** Writes all names anew at the next refresh. */
    forget(): void;
  }

  /** An island's name. */
  interface Label {
    place: string;
    mark: Mark;
    made: HTMLElement;
    marker: L.Marker;
    /** How many facts there are, for a screen reader. */
    told: HTMLElement;
    chain: boolean;
  }

  interface IslandNames {
    readonly labels: Label[];
    refresh(): void;
    forget(): void;
    wanted(codes: LandCodes, chains: boolean): (Wanted & { label: Label })[];
  }

  /** What stands beside a place. */
  interface Callout {
    place: string;
    made: HTMLElement;
    /** What it said when it was made. */
    said: Node;
    marker: L.Marker;
    bounds: L.LatLngBounds;
    isBadge: boolean;
  }

  interface LineNames {
    stretches(): Line[];
    place(room: Room): void;
    remove(): void;
  }

  interface Leaders {
    draw(lines: Line[]): void;
  }

  interface Rover {
    name(): void;
    offer(who: string, stops: HTMLElement[]): void;
    leave(text: HTMLElement | undefined): void;
  }

  interface Tips {
    come(pointer: L.Point, shape: Box, make: () => HTMLElement): void;
    part(): void;
    hide(): void;
  }

  interface Notices {
    say(key: string): void;
    over(key: string): void;
  }

  interface Controls {
    refresh(): void;
    margins(): { top: number; bottom: number };
  }

  /** A ring or line in the world's units: 0 to 1 from west to east and from north to south. */
  interface Ring {
    x: Float64Array;
    y: Float64Array;
    box: Box;
  }

  /** Which land lies where on the map, by number. */
  interface LandMask {
    draw(geometry: Geometry, apart?: boolean): number;
    next(): number;
    /** Draws a line by some number. */
    rule(geometry: Geometry, code: number): void;
    codesAt(at: { x: number; y: number }, reach?: number): Set<number>;
    isSea(box: Box): boolean;
    isForeign(box: Box, own: Set<number>): boolean;
  }

  interface LandCodes {
    readonly mask: LandMask | null;
    readonly codes: Map<string, number>;
    /** The number of drawn lines, on which a text may lie where nothing else is free. */
    readonly line: number;
    refresh(): LandMask;
    own(place: string, points: Iterable<{ x: number; y: number }>): Set<number>;
  }

  /** The layers that were fetched, by their ids, and what is asked of them by place. */
  interface Layers {
    readonly map: L.Map;
    readonly layers: Map<string, Layer>;
    readonly context: Map<string, Context>;
    build(look: Look, collection: Collection): void;
    clear(): void;
    marksAt(place: string): Mark[];
    shapesOf(place: string): Shape[];
    boundsOf(places: string[]): L.LatLngBounds | null;
    countAt(places: string[]): number;
    ofLand(): Layer[];
    islandShapes(): { geometry: Geometry }[];
  }

  interface Store extends Layers {
    readonly loaded: string | null;
    readonly loading: string | null;
    readonly fetching: boolean;
    readonly land: Land;
    readonly camera: Camera;
    readonly lettering: Lettering;
    readonly controls: Controls | null;
    readonly tips: Tips;
    readonly notices: Notices;
    nameLines(room: Room): void;
    lineStretches(): Line[];
    settleNames(): void;
    load(): Promise<void>;
    apply(): void;
    dress(): void;
  }

  interface Box {
    left: number;
    right: number;
    top: number;
    bottom: number;
  }

  /** `window.Atlas`: what each of the map's scripts adds, in the order of web/assets.py. */
  interface Scripts {
    settings: Settings;
    state: State;
    store: Store;
    theme: string;
    words: Words;
    language: string;

    // words.js
    say(key: string, values?: Record<string, unknown>): string;
    node<Tag extends keyof HTMLElementTagNameMap>(
      tag: Tag,
      className?: string,
      text?: string | number | null,
    ): HTMLElementTagNameMap[Tag];
    button(
      className: string,
      text: string | number | null,
      label: string | null,
      act: (event: MouseEvent) => void,
    ): HTMLButtonElement;
    draw<Tag extends keyof SVGElementTagNameMap>(
      tag: Tag,
      attributes: Record<string, string | number>,
    ): SVGElementTagNameMap[Tag];
    icon(className: string, made: HTMLElement): L.DivIcon;
    /** How large in pixels what is clicked must be at least. */
    target(): number;
    ink(ink: Ink): string;
    /** A measured number as a reader reads it. */
    figure(value: number): string;
    distance(metres: number): string;
    runs(text: string): [piece: string, language: string | null][];
    write(node: HTMLElement, text: string): void;

    // symbols.js
    symbol(id: string): Symbol;
    colorOf(symbol: Symbol, look: Pick<Look, "ink">): string;
    shapeOf(geometry: Geometry, states: string[]): MarkShape;
    symbolOf(rules: Rule[], shape: MarkShape, features: string[][]): string | null;
    bearing(features: Feature[]): Feature[];
    statesOf(features: Feature[]): string[][];
    toldOf(states: string[]): string | null;
    pathStyle(id: string, look: Pick<Look, "ink">, shape: MarkShape): L.PathOptions;
    doublePaths(geometry: Geometry, id: string, look: Marked, radius_m?: number | null): Drawn[];
    besideMark(
      geometry: Geometry,
      id: string,
      beside: string | null,
      look: Marked,
      radius_m?: number | null,
    ): (Drawn | L.Marker)[];
    swatch(id: string, look: Pick<Look, "ink">): SVGElement;

    // points.js, marks.js, context.js, reference_layers.js
    Points: new (look: Look, features: Feature[], indices: number[]) => Points;
    Ring: new (at: L.LatLngExpression, options: L.CircleOptions) => L.Circle;
    shape(geometry: Geometry, options: L.PathOptions, radius_m?: number | null): Drawn;
    bounds(geometry: Geometry, radius_m?: number | null): L.LatLngBounds;
    inScripts(names: [language: string, name: string][]): HTMLElement;
    names(p: Properties): HTMLElement;
    Mark: new (look: Look, features: Feature[], indices: number[]) => Mark;
    precision(p: Properties): string;
    roles(mark: Mark): HTMLElement;
    placeTip(p: Properties): HTMLElement;
    callout(place: string, marks: Mark[], context: Context | undefined): HTMLElement | null;
    Context: new (place: string) => Context;
    isReference(look: Look): boolean;
    ReferenceLayer: new (look: Look, features: Feature[]) => ReferenceLayer;

    // paint.js, ground.js
    Paint: new (map: L.Map, bounds: Bounds) => Paint;
    faded(color: string, bounds: Bounds, degrees: number): HTMLCanvasElement;
    mixed(image: HTMLImageElement, scale: number, color: string, share: number): HTMLCanvasElement | HTMLImageElement;
    between(zoom: number, steps: [zoom: number, value: number][]): number;
    Ground: new (map: L.Map, fetch: (path: string) => Promise<Collection>) => Ground;

    // text_size.js, land_mask.js, land_codes.js, spots.js, label_placement.js
    font?: string;
    widthOf(text: string, size: number): number;
    sizesOf(map: L.Map, boxes: HTMLElement[]): Size[];
    forgetSizes(): void;
    inForm(made: HTMLElement, form: string): HTMLElement;
    projected(points: GeoJSON.Position[]): Ring;
    polygonsOf(geometry: Geometry): Ring[][];
    LandMask: new (size: { x: number; y: number }, corner: { x: number; y: number }, world: number) => LandMask;
    LandCodes: new (map: L.Map, store: Store) => LandCodes;
    /** The names of sixteen ways out from a place. */
    ways: string[];
    outermost(map: L.Map, shapes: Shape[], ring: number): Map<string, { x: number; y: number }>;
    around(outermost: Map<string, { x: number; y: number }>, size: Size, ways: string[], distances: number[]): Spot[];
    anywhere(
      map: { x: number; y: number },
      size: Size,
      near: { x: number; y: number },
      edge: Map<string, { x: number; y: number }> | null,
      step?: number,
    ): Spot[];
    /** How far a point is from a box. */
    off(box: Box, at: { x: number; y: number }): number;
    besidePoint(
      at: { x: number; y: number },
      size: Size,
      kind: string,
      isPoint: boolean,
      least: number,
      reach?: number,
    ): Spot[];
    alongLine(map: L.Map, line: Geometry): L.Point[][];
    offLine(map: L.Map, points: L.Point[], size: Size): Spot[];
    besideLine(map: L.Map, points: L.Point[], size: Size): Spot[];
    partsOf(geometry: GeoJSON.MultiPolygon): GeoJSON.Polygon[];
    Room: new (size: { x: number; y: number }, mask: LandMask | null, kept: Box[]) => Room;

    // tips.js, gestures.js, notices.js
    Tips: new (map: L.Map) => Tips;
    tip(layer: L.Layer, make: () => HTMLElement): void;
    asideOf(pointer: L.Point, shape: Box, size: Size, map: L.Point): { left: number; top: number };
    Gestures: new (map: L.Map) => object;
    calm(map: L.Map): void;
    still: MediaQueryList;
    Notices: new (map: L.Map) => Notices;

    // island_names.js, leaders.js, rover.js
    IslandNames: new (map: L.Map, store: Store) => IslandNames;
    Leaders: new (map: L.Map) => Leaders;
    Rover: new (map: L.Map) => Rover;

    // line_names.js, places.js, land.js, camera.js, lettering.js, legend.js, controls.js
    LineNames: new (map: L.Map) => LineNames;
    PlaceNames: new (look: Look, features: Feature[]) => PlaceNames;
    Land: new (map: L.Map, fetch: (path: string) => Promise<Collection>) => Land;
    bind(map: L.Map): void;
    cameraOf(map: L.Map): { lat: string; lon: string; zoom: string };
    writeAddress(map: L.Map | null): void;
    followAddress(): void;
    Camera: new (map: L.Map, store: Store) => Camera;
    Lettering: new (map: L.Map, store: Store) => Lettering;
    legendRows(store: Store): Row[];
    Controls: new (map: L.Map, store: Store) => Controls;

    // layers.js, store.js, bridge.js
    bitmap(text: string, size: number): Bits;
    byPlace(features: Feature[], kept?: (feature: Feature) => boolean): Map<string, number[]>;
    Layers: new (map: L.Map) => Layers;
    Store: new (map: L.Map) => Store;
    choose(place: string | null, button: boolean): void;
    pick(place: string): void;
    visit(places: string[]): void;
    showList(): void;
    // What an answer holds follows from the path that is asked.
    read<Answer = Collection>(path: string): Promise<Answer>;
    nameFrame(): void;
    start(map: L.Map, settings: Settings): void;
    apply(state: State): L.LayerGroup;

    /** The dashboard's list with its card, in the atlas as one file (onefile/document.py). */
    cards(component: Component<Cards.Data>): void;
  }

  interface Size {
    wide: number;
    tall: number;
  }

  /** Where a text might stand: its box in pixels of the map, and the point of its place that a line would lead from. */
  interface Spot {
    side: string;
    from: { x: number; y: number } | null;
    box: Box;
    at?: L.LatLng;
  }

  type OnLand = "sea" | "own" | "any";
  type Line = [from: { x: number; y: number }, to: { x: number; y: number }];

  /** One way to write a text, and where it might stand, the best first. */
  interface Form extends Size {
    name: string;
    spots: Spot[];
    /** On which land it may lie, the best first. */
    lands?: OnLand[];
    /** Whether it may lie on small marks of other places. */
    bare?: boolean;
    /** Whether the line that joins it to its place, if there is one, is to run over no land. */
    overSea?: boolean;
  }

  interface Wanted {
    forms: Form[];
    /** The numbers of the land that is its own. */
    own: Set<number>;
    place?: string;
  }

  interface Placed extends Spot {
    form: string;
    line: Line | null;
  }

  /** What room the map has for texts: each keeps off all that stands there already. */
  interface Room {
    readonly size: { x: number; y: number };
    readonly taken: Box[];
    readonly lines: Line[];
    marks: { place: string; box: Box }[];
    borders: Line[];
    put(wanted: Wanted): Placed | null;
    isOnBorder(box: Box): boolean;
  }

  /** What a component of the page gets (Streamlit's own protocol). */
  interface Component<Data> {
    data: Data;
    parentElement: HTMLElement | ShadowRoot;
    setTriggerValue(name: string, value: unknown): void;
  }
}

interface Window {
  Atlas: Atlas.Scripts;
  /** Of streamlit-folium's frame. */
  Streamlit: { setComponentValue(value: unknown): void; events?: EventTarget };
  feature_group: unknown[];
}
