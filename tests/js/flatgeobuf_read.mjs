// Reads FlatGeobuf files with the format's own library and writes what it finds as JSON: the features of each, and its header.
import { readFileSync } from "node:fs";
import { deserialize } from "flatgeobuf/lib/mjs/geojson.js";

const found = {};
for (const path of process.argv.slice(2)) {
  const features = [];
  let header = null;
  const noted = (meta) => {
    header = { title: meta.title, description: meta.description, metadata: JSON.parse(meta.metadata) };
  };
  for await (const feature of deserialize(new Uint8Array(readFileSync(path)), { headerMetaFn: noted })) {
    features.push(feature);
  }
  found[path] = { features, header };
}
process.stdout.write(JSON.stringify(found));
