/* SHA-256 (FIPS 180-4) of bytes, in hexadecimal. A browser has it only on pages that came by https;
   many sites are still served by http, and there it is worked out here. */
(function () {
  "use strict";
  var BLOCK = 64;

  if (!window.Uint32Array || !window.DataView) return;

  /* The first 32 bits of the fractional part of a root. */
  function fraction(root) { return ((root - Math.floor(root)) * 4294967296) | 0; }

  /* H are the square roots of the first 8 primes, K the cube roots of the first 64 (4.2.2, 5.3.3). */
  function constants() {
    var initial = [], round = [];
    for (var number = 2; round.length < 64; number++) {
      var isPrime = true;
      for (var divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) isPrime = false;
      if (!isPrime) continue;
      if (initial.length < 8) initial.push(fraction(Math.sqrt(number)));
      round.push(fraction(Math.pow(number, 1 / 3)));
    }
    return { initial: initial, round: round };
  }

  function rotated(word, count) { return (word >>> count) | (word << (32 - count)); }

  /* The last bytes, followed by a bit, zeros, and the length in bits (5.1.1). */
  function ending(bytes) {
    var rest = bytes.subarray(bytes.length - bytes.length % BLOCK);
    var padded = new Uint8Array(rest.length < BLOCK - 8 ? BLOCK : 2 * BLOCK);
    padded.set(rest);
    padded[rest.length] = 0x80;
    var view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
    view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
    return padded;
  }

  function computed(bytes) {
    var known = constants(), hash = new Int32Array(known.initial), round = new Int32Array(known.round);
    var words = new Int32Array(64);

    function take(block, at) {
      for (var i = 0; i < 16; i++) words[i] = block.getInt32(at + 4 * i);
      for (; i < 64; i++) {
        var w15 = words[i - 15], w2 = words[i - 2];
        words[i] = words[i - 16] + (rotated(w15, 7) ^ rotated(w15, 18) ^ (w15 >>> 3)) +
          words[i - 7] + (rotated(w2, 17) ^ rotated(w2, 19) ^ (w2 >>> 10));
      }
      var a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4], f = hash[5], g = hash[6], h = hash[7];
      for (i = 0; i < 64; i++) {
        var one = (h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + ((e & f) ^ (~e & g)) + round[i] + words[i]) | 0;
        var two = ((rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
      }
      [a, b, c, d, e, f, g, h].forEach(function (word, i) { hash[i] += word; });
    }

    function takeAll(part) {
      var view = new DataView(part.buffer, part.byteOffset, part.length);
      for (var at = 0; at + BLOCK <= part.length; at += BLOCK) take(view, at);
    }

    takeAll(bytes);
    takeAll(ending(bytes));
    return Array.prototype.map.call(hash, function (word) {
      return ("0000000" + (word >>> 0).toString(16)).slice(-8);
    }).join("");
  }

  function hexadecimal(buffer) {
    return Array.prototype.map.call(new Uint8Array(buffer), function (byte) {
      return ("0" + byte.toString(16)).slice(-2);
    }).join("");
  }

  /* A promise of the digest of an ArrayBuffer. */
  window.sha256 = function (buffer) {
    var subtle = window.crypto && window.crypto.subtle;
    if (subtle) return subtle.digest("SHA-256", buffer).then(hexadecimal);
    return Promise.resolve(computed(new Uint8Array(buffer)));
  };
  window.sha256.computed = computed;
})();
