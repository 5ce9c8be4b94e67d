/* Two reports' open data as pairs of figures with their difference, or the reason why there is
   none: as nianbao/publish/comparison/differing.py and names.py.

   Numbers stay texts and whole multiples of their last digit: a difference is exact, and has the
   digits that were published. */
(function () {
  "use strict";
  var ABOVE = " › ";
  var COUNT = "件";

  if (!window.BigInt) return;
  var NONE = BigInt(0);

  /* Numbers as texts: a browser's own would lose digits. */
  function parse(text) {
    return JSON.parse(text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, function (piece) {
      return piece.charAt(0) === '"' ? piece : '"' + piece + '"';
    }));
  }

  function zeros(count) { return new Array(count + 1).join("0"); }

  /* A number as a whole multiple of its last digit. */
  function scaled(text) {
    var parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
    var fraction = parts[3] || "";
    var places = fraction.length - Number(parts[4] || 0);
    var digits = parts[2] + fraction + zeros(Math.max(0, -places));
    return { units: BigInt(parts[1] + digits), places: Math.max(0, places) };
  }

  function minus(a, b) {
    var places = Math.max(a.places, b.places);
    function widened(number) { return number.units * BigInt("1" + zeros(places - number.places)); }
    return { units: widened(a) - widened(b), places: places };
  }

  function sign(number) { return number.units > NONE ? 1 : number.units < NONE ? -1 : 0; }

  function size(number) { return { units: sign(number) < 0 ? -number.units : number.units, places: number.places }; }

  /* With all its digits, thousands apart. */
  function written(number) {
    var digits = size(number).units.toString();
    digits = zeros(Math.max(0, number.places + 1 - digits.length)) + digits;
    var whole = digits.slice(0, digits.length - number.places);
    var fraction = digits.slice(digits.length - number.places);
    return (sign(number) < 0 ? "-" : "") + whole.replace(/\B(?=(\d{3})+$)/g, ",") + (number.places ? "." + fraction : "");
  }

  function figuresOf(report, edition) {
    var figures = [], cells = {};

    function add(table, path, cell, name) {
      figures.push({
        address: cell.address, table: table, row: path.join(ABOVE), name: name,
        value: cell.value === null ? null : scaled(cell.value),
        note: cell.note || "",
        unit: cell.unit || (edition.local ? COUNT : name.unit)
      });
    }

    report.tables.forEach(function (table) {
      table.rows.forEach(function (row) {
        row.cells.forEach(function (cell) {
          cells[cell.address] = cell;
          if (edition.local) {
            add(table.name, row.name, cell, { row: row.name.join(ABOVE), column: cell.column, ranked: false });
          }
        });
      });
    });
    if (edition.local) {
      settleNames(figures);
      return figures;
    }
    edition.tables.forEach(function (table) {
      table.rows.forEach(function (row) {
        row[2].forEach(function (column) {
          add(table.key, row[0], cells[[table.key].concat(row[0], column[0]).join(".")], {
            row: row[1], column: column[1], unit: column[2], ranked: column[3] === "1", single: row[2].length === 1
          });
        });
      });
    });
    return figures;
  }

  /* Of a table that the report brought itself only the addresses are known. */
  function settleNames(figures) {
    var columns = {}, rows = {};
    figures.forEach(function (figure) {
      columns[figure.name.column] = true;
      rows[figure.row] = (rows[figure.row] || 0) + 1;
    });
    figures.forEach(function (figure) {
      figure.name.single = rows[figure.row] === 1;
      if (Object.keys(columns).length === 1) figure.name.column = "";
    });
  }

  function standsBelow(address, name) { return address === name || address.indexOf(name + ".") === 0; }

  /* What two forms say of each other: what means the same, and why the rest does not. */
  function saidOf(data, before, after) {
    var same = {}, said = { reasons: [], otherwise: "" }, turned = false;
    if (before === after && !data.forms[before].local) {
      return { same: function (address) { return address; }, why: null };
    }
    data.pairs.forEach(function (pair) {
      if (pair.form === after && pair.other === before) said = pair;
      else if (pair.form === before && pair.other === after) { said = pair; turned = true; }
    });
    (said.same || []).forEach(function (entry) {
      var ours = typeof entry === "string" ? entry : entry[0], theirs = typeof entry === "string" ? entry : entry[1];
      same[turned ? theirs : ours] = turned ? ours : theirs;
    });
    return {
      same: function (address) { return same[address]; },
      why: function (address, ofAfter) {
        var side = ofAfter !== turned ? "ours" : "theirs";
        var found = said.reasons.filter(function (reason) {
          return reason[side].some(function (name) { return standsBelow(address, name); });
        });
        return found.length ? found[0].why : said.otherwise;
      }
    };
  }

  function compare(before, after, said) {
    var rest = {}, pairs = [];
    before.forEach(function (figure) { rest[figure.address] = figure; });
    after.forEach(function (figure) {
      var address = said.same(figure.address);
      if (address) { pairs.push(subtracted({ before: rest[address], after: figure })); delete rest[address]; }
      else pairs.push({ after: figure, apart: true, reason: said.why(figure.address, true) });
    });
    /* What does not mean the same and still has one address stands beside each other, too. */
    pairs.forEach(function (pair) {
      if (pair.apart && rest[pair.after.address]) { pair.before = rest[pair.after.address]; delete rest[pair.after.address]; }
    });
    before.forEach(function (figure) {
      if (rest[figure.address]) pairs.push({ before: figure, apart: true, reason: said.why(figure.address, false) });
    });
    return pairs;
  }

  function subtracted(pair) {
    var old = pair.before, now = pair.after;
    if (old.value === null || now.value === null) {
      pair.reason = old.value === now.value ? "两份都是空白" : "有一份是空白";
    } else if (!sign(old.value) && !sign(now.value)) {
      pair.difference = { units: NONE, places: 0 };
    } else if (!old.unit || !now.unit) {
      pair.reason = "没有写明单位";
    } else if (old.unit !== now.unit) {
      pair.reason = "单位不同（" + old.unit + "、" + now.unit + "）";
    } else {
      pair.difference = minus(now.value, old.value);
    }
    return pair;
  }

  function shownUnit(figure) { return figure.unit === COUNT ? "" : figure.unit; }

  function isZero(pair) {
    return [pair.before, pair.after].every(function (figure) {
      return !figure || (figure.value !== null && !sign(figure.value) && !figure.note);
    });
  }

  window.comparing = {
    parse: parse, sign: sign, size: size, minus: minus, written: written,
    isZero: isZero, shownUnit: shownUnit,
    pairs: function (data, before, after) {
      var editions = [before, after].map(function (report) { return report.form.edition; });
      return compare(figuresOf(before, data.forms[editions[0]]), figuresOf(after, data.forms[editions[1]]),
        saidOf(data, editions[0], editions[1]));
    }
  };
})();
