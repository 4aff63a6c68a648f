import Foundation
import PhaseFitStructures

/// The script of the page: it moves the atoms of the structure as the reader moves the slider.
///
///     r = m R + k u ,   x = s (r · right) + x₀ ,   y = (top + height)/2 − s (r · up)
///
/// m is 1 + e row by row, as `StructureDrawing.data` writes it. The slider follows the fitted model
/// in kelvin, where there is one, or passes through the measured structures, between which strain,
/// displacements and occupancies are interpolated; a domain state carries them by its operation.
/// Without the script the page shows the structure at the lowest temperature, and the controls stay
/// hidden. Readers who ask for less motion are not offered the animation.
enum PageScript {
  static let text = Markup.StaticText(
    """
    "use strict";
    (function () {
      var data = document.getElementById("structure-data");
      if (!data) { return; }
      var d = JSON.parse(data.textContent);
      var get = function (id) { return document.getElementById(id); };
      var slider = get("structure-temperature"), name = get("structure-label");
      var axis = get("structure-view"), times = get("structure-times");
      var domain = get("structure-domain"), play = get("structure-play");
      var source = get("structure-source");
      var layer = get("structure-atoms"), box = get("structure-box");
      var groups = [];
      layer.querySelectorAll("g").forEach(function (g) {
        groups[Number(g.getAttribute("data-atom"))] = g;
      });
      var edges = [];
      for (var c = 0; c < 8; c += 1) {
        [1, 2, 4].forEach(function (bit) { if (!(c & bit)) { edges.push([c, c | bit]); } });
      }
      var text = function (v) { return String(Math.round(v * 100) / 100); };
      function arrow(x, y, dx, dy) {
        var l = Math.sqrt(dx * dx + dy * dy);
        if (!(l > 2)) { return ""; }
        var ux = dx / l, uy = dy / l, h = Math.min(5, 0.6 * l), s = 0.55 * h;
        var tx = x + dx, ty = y + dy, bx = tx - h * ux, by = ty - h * uy;
        var p = function (a, b) { return text(a) + " " + text(b); };
        return "M" + p(x, y) + "L" + p(tx, ty) + "M" + p(bx - s * uy, by + s * ux) + "L" +
          p(tx, ty) + "L" + p(bx + s * uy, by - s * ux);
      }
      function sector(x, y, r, share) {
        var p = function (turn) {
          var angle = 2 * Math.PI * turn;
          return text(x + r * Math.sin(angle)) + " " + text(y - r * Math.cos(angle));
        };
        var arc = function (large) { return "A" + text(r) + " " + text(r) + " 0 " + large + " 1 "; };
        if (!(share < 0.999)) { return ""; }
        if (!(share > 0.001)) { return "M" + p(0) + arc(1) + p(0.5) + arc(1) + p(0) + "Z"; }
        return "M" + text(x) + " " + text(y) + "L" + p(share) + arc(share < 0.5 ? 1 : 0) + p(0) + "Z";
      }
      function mix(a, b, w) {
        return a.map(function (x, i) { return x + w * (b[i] - x); });
      }
      function fill(a, b, w) {
        if (!a.length && !b.length) { return []; }
        var full = (a.length ? a : b).map(function () { return 1; });
        return mix(a.length ? a : full, b.length ? b : full, w);
      }
      function turn(r, m, transposed) {
        var p = [];
        for (var i = 0; i < 3; i += 1) {
          for (var j = 0; j < 3; j += 1) {
            p.push(r[3 * i] * m[transposed ? 3 * j : j] +
              r[3 * i + 1] * m[transposed ? 3 * j + 1 : 3 + j] +
              r[3 * i + 2] * m[transposed ? 3 * j + 2 : 6 + j]);
          }
        }
        return p;
      }
      function model() { return source !== null && source.value === "model"; }
      function here(t) {
        var near = Number(slider.step);
        return d.frames.filter(function (f) { return Math.abs(f.t - t) <= near; })[0];
      }
      function fitted() {
        var t = Number(slider.value), i = 0;
        while (i + 2 < d.course.length && d.course[i + 1].t <= t) { i += 1; }
        var a = d.course[i], b = d.course[i + 1], w = (t - a.t) / (b.t - a.t);
        w = Math.min(Math.max(w, 0), 1);
        return { label: Math.round(10 * t) / 10 + " K by the fitted model, " +
          (w < 0.5 ? a.label : b.label) + (here(t) ? "; measured here" : ""),
          m: mix(a.m, b.m, w), u: mix(a.u, b.u, w), o: fill(a.o, b.o, w), p: fill(a.p, b.p, w) };
      }
      function range() {
        var last = d.course.length - 1;
        slider.min = model() ? String(d.course[0].t) : "0";
        slider.max = String(model() ? d.course[last].t : d.frames.length - 1);
        slider.step = model() ? String((d.course[last].t - d.course[0].t) / 400) : "0.05";
        get("structure-ticks").hidden = !model();
        slider.value = slider.min;
      }
      function move(way) {
        var t = Number(slider.value), near = Number(slider.step);
        var places = d.frames.map(function (f, i) { return model() ? f.t : i; });
        var next = places.filter(function (p) { return way * (p - t) > near; });
        if (next.length) { slider.value = String(next[way > 0 ? 0 : next.length - 1]); draw(); }
      }
      function frame() {
        if (model()) { return fitted(); }
        var t = Number(slider.value), i = Math.min(Math.floor(t), d.frames.length - 1);
        var a = d.frames[i], b = d.frames[i + 1], w = t - i;
        if (!b || w < 1e-6) { return a; }
        return { label: Math.round(a.t + w * (b.t - a.t)) + " K, between " + a.label + " and " +
          b.label, m: mix(a.m, b.m, w), u: mix(a.u, b.u, w), o: fill(a.o, b.o, w),
          p: fill(a.p, b.p, w) };
      }
      function draw() {
        var f = frame(), v = d.views[Number(axis.value)];
        var g = domain ? d.domains[Number(domain.value)] : null, m = f.m;
        if (g) { m = turn(turn(g.m, m, false), g.m, true); }
        var k = Number(times.value), order = [], s = d.scales[Number(axis.value)];
        var height = d.heights[Number(axis.value)];
        get("structure").setAttribute("viewBox", "0 0 " + 2 * d.middle + " " + height);
        var row = function (i, x, y, z) { return v[i] * x + v[i + 1] * y + v[i + 2] * z; };
        function place(list, i) {
          var x = list[3 * i], y = list[3 * i + 1], z = list[3 * i + 2];
          return [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z,
            m[6] * x + m[7] * y + m[8] * z];
        }
        function flat(r) {
          return [d.middle + s * row(0, r[0], r[1], r[2]),
            (d.top + height) / 2 - s * row(3, r[0], r[1], r[2])];
        }
        box.setAttribute("d", edges.map(function (e) {
          var a = flat(place(d.corners, e[0])), b = flat(place(d.corners, e[1]));
          return "M" + text(a[0]) + " " + text(a[1]) + "L" + text(b[0]) + " " + text(b[1]);
        }).join(""));
        groups.forEach(function (shape, i) {
          var n = g ? g.s[d.sites[i]] : d.sites[i], r = place(d.atoms, i);
          var u = [0, 1, 2].map(function (j) { return k * f.u[3 * n + j] / 1000; });
          if (g) {
            u = [0, 3, 6].map(function (j) {
              return g.m[j] * u[0] + g.m[j + 1] * u[1] + g.m[j + 2] * u[2];
            });
          }
          r = [r[0] + u[0], r[1] + u[1], r[2] + u[2]];
          var p = flat(r), shapes = shape.children;
          shapes[0].setAttribute("cx", text(p[0]));
          shapes[0].setAttribute("cy", text(p[1]));
          shapes[0].setAttribute("r", text(s * d.radii[i]));
          if (f.o.length) { shape.setAttribute("opacity", text(f.o[n])); }
          else { shape.removeAttribute("opacity"); }
          if (shapes.length > 2) {
            shapes[1].setAttribute("d", sector(p[0], p[1], s * d.radii[i], f.p.length ? f.p[n] : 1));
          }
          shapes[shapes.length - 1].setAttribute("d", arrow(p[0], p[1], s * row(0, u[0], u[1], u[2]),
            -s * row(3, u[0], u[1], u[2])));
          order.push([row(6, r[0], r[1], r[2]), i]);
        });
        order.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
        order.forEach(function (o) { layer.appendChild(groups[o[1]]); });
        name.textContent = f.label;
        get("structure-title").textContent = "Structure at " + f.label;
        get("structure-desc").textContent = "Seen along " +
          axis.options[axis.selectedIndex].textContent + " of the parent, displacements drawn " + k +
          (k === 1 ? " time" : " times") + " as long as they are" +
          (domain ? ", domain state " + domain.options[domain.selectedIndex].textContent : "") + ".";
        slider.setAttribute("aria-valuetext", f.label);
      }
      var running = false, last = 0, way = 1, place = 0;
      function step(now) {
        if (!running) { return; }
        var end = Number(slider.max), start = Number(slider.min), t = place;
        t += way * (end - start) * Math.min(now - last, 100) / 5000;
        last = now;
        if (t >= end) { t = end; way = -1; }
        if (t <= start) { t = start; way = 1; }
        place = t;
        slider.value = String(t);
        draw();
        requestAnimationFrame(step);
      }
      if (play && window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
        play.hidden = true;
      } else if (play) {
        play.addEventListener("click", function () {
          running = !running;
          play.textContent = running ? "Stop" : "Play";
          last = performance.now();
          place = Number(slider.value);
          if (running) { requestAnimationFrame(step); }
        });
      }
      [slider, axis, times, domain].forEach(function (control) {
        if (control) { control.addEventListener("input", draw); }
      });
      [["structure-previous", -1], ["structure-next", 1]].forEach(function (b) {
        if (get(b[0])) { get(b[0]).addEventListener("click", function () { move(b[1]); }); }
      });
      if (source) {
        source.addEventListener("input", function () { range(); place = 0; draw(); });
        range();
      }
      get("structure-controls").hidden = false;
      draw();
    }());
    """)

  /// The content security policy of the page: nothing is fetched, and no script runs but this one.
  ///
  /// - Source: W3C, Content Security Policy Level 3, sections 6 and 8 (hash sources).
  static var policy: String {
    let digits = Array(SHA256.hexadecimal(of: Array(text.text.utf8)).utf8)
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
    }
    let hash = Data(bytes).base64EncodedString()
    return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(hash)'; "
      + "base-uri 'none'; form-action 'none'"
  }
}
