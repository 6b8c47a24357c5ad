import assert from "node:assert/strict";
import { test } from "node:test";
import { openMap, same } from "./load.mjs";

test("a second click on the same place counts too", () => {
  const { A, window } = openMap();
  const sent = [];
  window.Streamlit = { setComponentValue: (value) => sent.push(value) };
  window.Date.now = () => 7;
  A.store = { camera: { dragged: () => false } };
  A.pick("a");
  A.pick("a");
  same(
    sent.map(({ place }) => place),
    ["a", "a"],
  );
  assert.notEqual(sent[0].seq, sent[1].seq);
});

test("a place button brings the map there, and says whose facts are meant: those of one place, or all", () => {
  const { A, window } = openMap();
  const [sent, gone] = [[], []];
  window.Streamlit = { setComponentValue: (value) => sent.push(value) };
  A.store = { camera: { dragged: () => false, visit: (places) => gone.push(places) } };
  A.visit(["a"]);
  A.visit(["a", "b"]);
  same(
    sent.map(({ place, button }) => [place, button]),
    [
      ["a", true],
      ["", true],
    ],
  );
  same(gone, [["a"], ["a", "b"]]);
});

test("data come from the server's root, and a refusal is an error", async () => {
  const { A, window } = openMap();
  const asked = [];
  window.fetch = async (path) => {
    asked.push(path);
    return { ok: !path.includes("none"), status: 404, json: async () => ({ path }) };
  };
  same({ ...(await A.read("api/x")) }, { path: "../../api/x" });
  await assert.rejects(A.read("api/none"), /api\/none: 404/);
  same(asked, ["../../api/x", "../../api/none"]);
});
