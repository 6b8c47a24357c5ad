// What the browser scripts and their tests are held to. The scripts are served as they stand: classic scripts, no bundler.
import js from "@eslint/js";
import globals from "globals";

// Texts of data and catalogue go in by textContent alone; nothing is read as HTML, and no text runs as code.
const HTML = "/^(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|srcdoc)$/";
const AS_TEXT = "set a text by textContent: nothing may be read as HTML";
const NO_HTML = [
  { selector: `MemberExpression[property.name=${HTML}]`, message: AS_TEXT },
  { selector: `MemberExpression[computed=true][property.value=${HTML}]`, message: AS_TEXT },
  { selector: "MemberExpression[object.name='document'][property.name=/^write(ln)?$/]", message: AS_TEXT },
  { selector: "NewExpression[callee.name='DOMParser']", message: AS_TEXT },
  {
    selector:
      "CallExpression[callee.property.name=/^(bindTooltip|bindPopup|setContent)$/] > :not(ArrowFunctionExpression, MemberExpression):first-child",
    message: "Leaflet reads a text as HTML: hand it a function that returns an element",
  },
  {
    selector:
      "CallExpression[callee.property.name='divIcon'], NewExpression[callee.property.name='DivIcon'] Property[key.name='html'] > :not(Identifier).value",
    message: "Leaflet reads a text as HTML: make the icon of an element, by A.icon",
  },
];

const RULES = {
  ...js.configs.recommended.rules,
  "no-restricted-syntax": ["error", ...NO_HTML],
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  "no-var": "error",
  "prefer-const": "error",
  eqeqeq: "error",
  curly: ["error", "multi-line"],
  "one-var": ["error", "never"],
  "no-shadow": "error",
  "no-implicit-globals": "error",
  "no-param-reassign": ["error", { props: false }],
  "no-promise-executor-return": "error",
  "no-self-compare": "error",
  "no-unmodified-loop-condition": "error",
  "no-unreachable-loop": "error",
  "array-callback-return": "error",
  "default-case-last": "error",
  "no-throw-literal": "error",
  "consistent-return": "error",
};

const SCRIPT = { ecmaVersion: 2023, sourceType: "script" };
// What stands before each component, and before the list of facts (web/assets.py).
const ELEMENTS = [
  "make",
  "button",
  "wholeLink",
  "copyButton",
  "putOnClipboard",
  "CAMERA",
  "unseen",
  "insist",
  "insisting",
  "insistAnew",
  "keepFocus",
  "settle",
  "wear",
  "whenReleased",
  "rootOf",
  "bodyOf",
  "announce",
  "writeIn",
];
// What web/map/swatch.js declares, for the map and for the components.
const SWATCH = ["swatchNode", "patternNode", "crossNode"];
const CARD = ["anchor", "cite", "evidence", "topic", "copier", "cardMaker"];
const FILTERS = [
  ...["filterActs", "searchBox", "dateFields", "oneOf", "layerChips", "fillGroups", "activeChips"],
  ...["menuOf", "NARROW"],
];
const LIST = ["headingMaker", "listMaker", "turner", "pagerOf", "printedOf", "tableMaker"];
const readable = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));
const given = readable([...ELEMENTS, ...SWATCH, ...CARD, ...LIST, ...FILTERS]);

export default [
  { ignores: ["static/", ".venv/", "build/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["web/map/*.js", "web/page/*.js", "onefile/*.js", "publish/*.js"],
    ignores: ["web/map/swatch.js", "publish/worker.js"],
    languageOptions: { ...SCRIPT, globals: { ...globals.browser, ...readable(["L", ...SWATCH]) } },
    rules: { ...RULES, strict: ["error", "function"] },
  },
  {
    // Components: each declares what the page or the component after it calls, in one scope of their own.
    files: ["web/map/swatch.js", "web/lists/*.js", "dashboard/*.js"],
    languageOptions: { ...SCRIPT, globals: { ...globals.browser, ...given } },
    rules: {
      ...RULES,
      "no-implicit-globals": "off",
      "no-redeclare": ["error", { builtinGlobals: false }],
      "no-unused-vars": ["error", { vars: "local" }],
    },
  },
  {
    files: ["publish/worker.js"],
    languageOptions: { ...SCRIPT, globals: { ...globals.serviceworker, ...readable(["KEPT"]) } },
    rules: { ...RULES, strict: ["error", "global"], "no-implicit-globals": "off" },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: globals.node },
    rules: RULES,
  },
];
