// What the scripts use of Leaflet 1.9 beyond its published types.
import "leaflet";

declare module "leaflet" {
  interface Circle {
    _radius: number;
    _radiusY: number | undefined;
    _project(): void;
    _updateBounds(): void;
  }
  interface GeoJSONOptions {
    // Handed on to each path.
    renderer?: Renderer;
  }
}
