// SPDX-License-Identifier: GPL-3.0-or-later
//
// forward-dom.cjs GHOST_PACKAGE SITE < LIST > LIST: each [HTML, PAGE, MENDED] of a JSON list becomes the DOM a browser
// makes of it, one line a node: elements with their attributes by name, text, comments. The parser is
// the one Ghost itself brings. White space outside pre is folded to one blank, and to none where it
// touches a block, because a browser draws it so; between words and inline elements it stays. An address
// of the SITE is what a browser makes of it there.
// MENDED: it goes through the parser that Ghost has for mails first; where that makes a difference, two
// parsers do not agree on what the HTML is.

'use strict';

const {createRequire} = require('module');
const ghost = createRequire(process.argv[2] + '/index.js');
const {parseFragment} = createRequire(ghost.resolve('cheerio'))('parse5');
const {load} = ghost('cheerio/slim');

const BLOCKS = new Set(['address', 'article', 'aside', 'blockquote', 'br', 'center', 'dd', 'details', 'dialog', 'div', 'dl', 'dt',
    'fieldset', 'figcaption', 'figure', 'footer', 'form', 'g', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'iframe', 'li', 'link',
    'main', 'nav', 'ol', 'option', 'p', 'path', 'pre', 'rect', 'circle', 'ellipse', 'polygon', 'script', 'section', 'select', 'style', 'summary', 'svg', 'table',
    'tbody', 'td', 'textarea', 'tfoot', 'th', 'thead', 'tr', 'ul', 'video', 'audio', 'source']);
const EXACT = new Set(['pre', 'textarea', 'script', 'style']);

const ADDRESSES = new Set(['href', 'src']);

// page: in a mail all addresses are whole; null: only what begins with a slash, or with the site, is.
function resolve(name, value, page) {
    const base = page || process.argv[3];
    const wanted = page ? !value.startsWith('%%') : value.startsWith('/') || value.startsWith(base);
    return ADDRESSES.has(name) && wanted && URL.canParse(value, base) ? new URL(value, base).href : value;
}

function walk(node, depth, exact, pieces, page) {
    for (const child of node.childNodes) {
        if (child.nodeName === '#text') {
            pieces.push({depth, text: child.value, exact});
        } else if (child.nodeName === '#comment') {
            pieces.push({depth, line: `<!--${child.data.trim()}-->`, block: true});
        } else if (child.tagName) {
            const attributes = child.attrs.map(({name, value}) => [name, ADDRESSES.has(name) ? resolve(name, value, page)
                : value.split(/[ \t\r\n\f]+/).join(' ').trim()])
                .sort((a, b) => (a[0] < b[0] ? -1 : 1));
            const block = BLOCKS.has(child.tagName);
            pieces.push({depth, tag: child.tagName, attributes, block});
            walk(child.content || child, depth + 1, exact || EXACT.has(child.tagName), pieces, page);
            pieces.push({depth, end: true, block});
        }
    }
}

function read([html, page, mended]) {
    const pieces = [];
    walk(parseFragment(mended ? load(html, null, false).html() : html), 0, false, pieces, page);
    const lines = [];
    let blank = true; // nothing, or a blank, is before
    pieces.forEach((piece, index) => {
        if (piece.text === undefined) {
            if (piece.block) {
                blank = true;
            }
            if (piece.line) {
                lines.push([piece.depth, piece.line]);
            } else if (piece.tag) {
                lines.push([piece.depth, piece.tag, piece.attributes]);
                if (piece.tag === 'img' || piece.tag === 'input') {
                    blank = false;
                }
            }
            return;
        }
        let text = piece.text;
        if (!piece.exact) {
            text = text.replace(/[ \t\r\n\f]+/g, ' ');
            if (blank) {
                text = text.replace(/^ /, '');
            }
            // A blank before a block, past the ends of inline elements, is not drawn.
            let next = index + 1;
            while (pieces[next] && pieces[next].end && !pieces[next].block) {
                next += 1;
            }
            if (!pieces[next] || pieces[next].block) {
                text = text.replace(/ $/, '');
            }
        }
        if (text) {
            blank = !piece.exact && text.endsWith(' ');
            lines.push([piece.depth, JSON.stringify(text)]);
        }
    });
    return lines;
}

let input = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', part => { input += part; });
process.stdin.on('end', () => process.stdout.write(JSON.stringify(JSON.parse(input).map(read))));
