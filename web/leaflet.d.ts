// What the scripts use of Leaflet 1.9 beyond its published types.
import "leaflet";

declare module "leaflet" {
  interface PathOptions {
    /** Of a ring: how many pixels wider than its true radius, so that two make a double outline. */
    wider_px?: number;
    /** Of a ring: whether its right half alone is drawn. */
    half?: boolean;
  }
  interface Circle {
    _radius: number;
    _radiusY: number | undefined;
    _project(): void;
    _updateBounds(): void;
    _updatePath(): void;
  }
  interface Map {
    /** Whether a zoom is a motion. */
    _zoomAnimated: boolean;
  }
  interface GeoJSONOptions {
    // Handed on to each path.
    renderer?: Renderer;
  }
}
