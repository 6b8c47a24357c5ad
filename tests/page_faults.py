"""What is cut, out of its box or overlapped on a page, found by looking at every element."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

FAULTS = """() => {
  const above = (node) => node.parentElement || node.getRootNode().host;
  // What is asked of an element again and again is asked once: nothing moves while this runs.
  const once = (ask) => {
    const known = new Map();
    return (node) => (known.has(node) ? known : known.set(node, ask(node))).get(node);
  };
  const line = once((node) => { const all = []; for (let n = node; n; n = above(n)) all.push(n); return all; });
  const style = once((node) => getComputedStyle(node));
  const roots = [document];
  for (const root of roots)
    for (const node of root.querySelectorAll('*')) if (node.shadowRoot) roots.push(node.shadowRoot);
  const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  const name = (node) => `${node.localName}.${node.getAttribute('class')} ${node.textContent.trim().slice(0, 40)}`;
  const wide = document.documentElement.clientWidth;
  // What a reader is not to see.
  const unseen = (s) => s.display === 'none' || s.visibility === 'hidden' || s.clipPath !== 'none' || +s.opacity === 0;
  const hidden = once((node) => unseen(style(node)) || Boolean(above(node) && hidden(above(node))));
  // The part of a box that shows: what stands around it may scroll.
  const shown = (node) => {
    let { left, top, right, bottom } = node.getBoundingClientRect();
    for (const n of line(node).slice(1)) {
      const s = style(n), box = n.getBoundingClientRect();
      if (s.overflowX !== 'visible') [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      if (s.overflowY !== 'visible') [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
      if (s.position === 'fixed') break;
    }
    return { left, top, right, bottom };
  };
  const inScroller = (node) => line(node).slice(1).some((n) =>
    /auto|scroll/.test(style(n).overflowX) && n.scrollWidth > n.clientWidth + 1 && n.clientWidth < wide);
  const cut = (node) => /hidden|clip/.test(style(node).overflowX) && node.scrollWidth > node.clientWidth + 2;
  const found = [];
  if (document.querySelector('[data-testid=stMain]').scrollWidth > wide + 1) found.push('the page scrolls sideways');
  const controls = [];
  const texts = 'button, button *, a, input, select, summary, h1, h2, h3, p, dd, dt, td, th, label, legend';
  for (const node of all(texts)) {
    const box = node.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || hidden(node)) continue;
    if ((box.left < -1 || box.right > wide + 1) && !inScroller(node)) found.push('out of the page: ' + name(node));
    if (cut(node) && node.localName !== 'input' && node.textContent.trim()) found.push('cut: ' + name(node));
    if (node.matches('button, input, select')) controls.push([node, shown(node)]);
  }
  // No control lies on another one, unless one of them stands in a panel over the page.
  const panel = '[popover], [role=dialog], [data-testid=stPopoverBody], [data-baseweb=popover]';
  const layer = once((node) => line(node).find((n) => n.matches(panel)) || null);
  controls.forEach(([a, p], i) => controls.slice(i + 1).forEach(([b, q]) => {
    const x = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const y = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (x <= 2 || y <= 2 || line(a).includes(b) || line(b).includes(a) || layer(a) !== layer(b)) return;
    found.push('overlap: ' + name(a) + ' | ' + name(b));
  }));
  return [...new Set(found)];
}"""


def faults(page: Page) -> list[Any]:
    """Return what is cut, out of its box or overlapped on the page, and stays so: a busy machine lays a new width out late."""
    found = page.evaluate(FAULTS)
    if found:
        page.wait_for_timeout(1_500)
        found = [fault for fault in page.evaluate(FAULTS) if fault in found]
    return list(found)
