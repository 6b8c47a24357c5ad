// Keeps what the page needs, so that it opens again without a network. What bears its hash in its name is taken from the store at
// once; the page itself is asked for first, so that a newer publication shows. The line before these names what is kept (KEPT).
"use strict";

/** A store of this very address: other publications of the same host have theirs. */
const PREFIX = self.registration.scope + " ";
const STORE = { cacheName: PREFIX + KEPT.hash };

/** @param {Request} request */
async function page(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match("./", STORE);
    if (kept) return kept;
    throw error;
  }
}

async function keep() {
  const store = await caches.open(STORE.cacheName);
  await store.addAll(["./", ...KEPT.files]);
  await self.skipWaiting();
}

async function tidy() {
  const names = await caches.keys();
  const old = names.filter((one) => one.startsWith(PREFIX) && one !== STORE.cacheName);
  await Promise.all(old.map((one) => caches.delete(one)));
  await self.clients.claim();
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const isHome = request.mode === "navigate" && new URL(request.url).pathname === new URL(PREFIX.trim()).pathname;
  if (isHome) event.respondWith(page(request));
  else if (request.method === "GET") {
    event.respondWith(caches.match(request, STORE).then((kept) => kept || fetch(request)));
  }
});
