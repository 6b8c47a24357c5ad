// Reads a CITATION.cff with Citation.js and writes what it finds as CSL-JSON.
import { readFileSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-cff";

process.stdout.write(JSON.stringify(new Cite(readFileSync(process.argv[2], "utf8")).data));
