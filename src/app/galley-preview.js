/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Galley's own script in the preview's page. It runs in a world of its own: the issue's scripts are
 * off, and nothing of the page can call it. What the page can do is name its elements so that they
 * hide members of document and of forms ("<img name=body>"), so those are read by their prototypes'
 * own getters.
 *
 * blocks[] runs parallel to the list in galley-preview-page.c: which nodes a block of the issue became. */

'use strict';

(() => {
  const getter = (prototype, name) => {
    const { get } = Object.getOwnPropertyDescriptor (prototype, name);
    return object => get.call (object);
  };
  const headOf = getter (Document.prototype, 'head');
  const bodyOf = getter (Document.prototype, 'body');
  const visibilityOf = getter (Document.prototype, 'visibilityState');
  const parentOf = getter (Node.prototype, 'parentNode');
  const nextOf = getter (Element.prototype, 'nextElementSibling');
  const wordsOf = getter (Node.prototype, 'textContent');
  const matches = (node, selector) => Element.prototype.matches.call (node, selector);
  const rectOf = node => Element.prototype.getBoundingClientRect.call (node);
  const queryAll = selector => Document.prototype.querySelectorAll.call (document, selector);
  const create = name => Document.prototype.createElement.call (document, name);

  let blocks = [];
  let host = null;
  let end = null;
  let token = '';
  let quietUntil = 0;
  let ownScroll = -1; /* where this script left the page; a busy machine tells of it late */
  let scrollQueued = false;
  let place = null; /* what is at the upper edge */

  /* Beyond the page's last block: the notes' end, a mail's foot. */
  const tail = () => {
    let own = null;

    for (let i = blocks.length - 1; own === null && i >= 0; i--)
      own = extent (i);
    return own === null ? 0
      : Math.max (document.documentElement.scrollHeight - window.scrollY - own.bottom, 0);
  };

  /* How far down the view the place is that the source has there too: at its upper edge, but over the
   * last screenful more and more towards the lower one, so that both come to their end together. */
  const alignNow = () => {
    const most = document.documentElement.scrollHeight - window.innerHeight;
    const way = Math.min (window.innerHeight, most);

    return way < 1 ? 0 : Math.min (Math.max ((window.scrollY - most + way + 1) / way, 0), 1);
  };

  const post = message => window.webkit.messageHandlers.galley.postMessage (message);
  const scrollPage = y => {
    quietUntil = performance.now () + 150;
    window.scrollTo (0, y);
    ownScroll = window.scrollY;
  };

  /* Pictures of other sites: Galley fetches those that the writer allows and hands them over under an
   * address of its own. The others, and those that failed, say what they are in their place. */
  const REMOTE = 'issue://remote/';
  const failures = new Map ();  /* address: why */
  const originals = new WeakMap (); /* placeholder: the picture */
  let allowed = '';
  let hint = '';

  const isRemote = address => /^\s*(https?:)?\/\//i.test (address);
  const whole = address => address.trim ().replace (/^\/\//, 'https://');
  const isAllowed = address => {
    if (allowed === '*')
      return true;
    try
      {
        return allowed.split ('\n').includes (new URL (whole (address)).hostname);
      }
    catch
      {
        return false;
      }
  };

  const makePlaceholder = (element, address, words) => {
    const box = create ('span');
    const alt = element.getAttribute ('alt');

    box.className = 'galley-remote';
    box.textContent = [alt, address, words].filter (Boolean).join ('\n');
    return box;
  };

  /* What the picture is shown as: itself, or what stands for it. */
  const stand = picture => {
    const address = picture.getAttribute ('src').startsWith (REMOTE)
      ? decodeURIComponent (picture.getAttribute ('src').slice (REMOTE.length))
      : picture.getAttribute ('src');

    if (isAllowed (address) && !failures.has (whole (address)))
      {
        picture.removeAttribute ('srcset');
        picture.setAttribute ('src', REMOTE + encodeURIComponent (whole (address)));
        return picture;
      }
    picture.setAttribute ('src', address);
    const box = makePlaceholder (picture, address, failures.get (whole (address)) ?? hint);
    box.classList.add ('galley-remote-picture');
    originals.set (box, picture);
    return box;
  };

  const localize = root => {
    for (const element of root.querySelectorAll ('img[src], iframe[src]'))
      {
        const address = element.getAttribute ('src');
        if (!isRemote (address))
          continue;
        const other = element.localName === 'img' ? stand (element)
                                                  : makePlaceholder (element, address, '');
        if (other !== element)
          element.replaceWith (other);
      }
  };

  const swap = (node, other) => {
    if (node === other)
      return;
    node.replaceWith (other);
    for (const nodes of blocks)
      if (nodes.includes (node))
        nodes[nodes.indexOf (node)] = other;
  };

  /* Everything again by what is allowed and what failed now. */
  const restand = () => {
    for (const box of queryAll ('.galley-remote-picture'))
      if (originals.has (box))
        swap (box, stand (originals.get (box)));
    for (const picture of queryAll (`img[src^="${REMOTE}"]`))
      swap (picture, stand (picture));
  };

  const setRemote = value => {
    if (value === allowed)
      return;
    allowed = value;
    restand ();
  };

  const failRemote = (address, reason) => {
    failures.set (whole (address), reason);
    restand ();
  };

  const retryRemote = address => {
    failures.delete (whole (address));
    restand ();
  };

  /* What the preview itself says: a line across the page, or whose a block alone is. */
  const note = (mark, nodes) => {
    const line = create ('div');

    line.className = mark.dataset.kind === 'audience' ? 'galley-audience' : 'galley-cut';
    line.textContent = mark.textContent;
    mark.replaceWith (line);
    if (mark.dataset.kind === 'audience')
      for (const node of nodes)
        if (node.nodeType === Node.ELEMENT_NODE && node !== mark)
          node.classList.add ('galley-for-some');
  };

  /* What has a side of its own, where a list's marks stand or a note's sign, has it by its first letter,
   * too. A note's sign may be a letter to Unicode. */
  const SIDED = 'ul, ol, li, dl, blockquote, details, table:not([role]), .kg-callout-card,'
              + ' .kg-toggle-card';
  const TO_LEFT = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/u;
  const LETTER = /\p{L}/u;
  const runsLeft = text => TO_LEFT.test (text.match (LETTER)?.[0] ?? '');

  /* A mail has its styles on the elements. */
  const mirror = ({ style }) => {
    [style.borderLeft, style.borderRight] = [style.borderRight, style.borderLeft];
    [style.paddingLeft, style.paddingRight] = [style.paddingRight, style.paddingLeft];
  };

  const turn = element => {
    const words = element.querySelector ('.kg-callout-text') ?? element;
    const isIn = element.closest ('[dir="rtl"]') !== null;

    if (element.hasAttribute ('dir'))
      return;
    if (runsLeft (words.textContent) || (isIn && !LETTER.test (words.textContent)))
      {
        element.setAttribute ('dir', 'rtl');
        if (element.localName === 'blockquote')
          mirror (element);
        element.querySelectorAll ('.kg-callout-emoji').forEach (mirror);
      }
    else if (isIn)
      element.setAttribute ('dir', 'ltr');
  };

  /* Numbers alone run as what is around them does. */
  const markNumbers = root => {
    for (const element of root.querySelectorAll ('p, li, td, th, dt, dd'))
      if (/^\P{L}*\p{N}\P{L}*$/u.test (element.textContent))
        element.classList.add ('galley-numbers');
  };

  const parse = html => {
    const template = create ('template');

    template.innerHTML = html;
    localize (template.content);
    for (const element of template.content.querySelectorAll (SIDED))
      turn (element);
    markNumbers (template.content);
    for (const mark of template.content.querySelectorAll ('[data-galley]'))
      if (mark.dataset.galley === token)
        note (mark, [...template.content.childNodes]);
    return [...template.content.childNodes];
  };

  const setFrame = (html, marker) => {
    const page = new DOMParser ().parseFromString (html, 'text/html');
    const y = window.scrollY;

    localize (bodyOf (page));
    /* Letters look as their language has them, and lines break as it does. */
    document.documentElement.setAttribute ('lang', page.documentElement.getAttribute ('lang') ?? '');
    headOf (document).replaceWith (document.adoptNode (headOf (page)));
    bodyOf (document).replaceWith (document.adoptNode (bodyOf (page)));
    const walker = document.createTreeWalker (bodyOf (document), NodeFilter.SHOW_COMMENT);
    end = null;
    while (end === null && walker.nextNode ())
      if (walker.currentNode.data === marker)
        end = walker.currentNode;
    if (end === null)
      end = bodyOf (document).appendChild (document.createComment (marker));
    host = parentOf (end);
    for (const node of blocks.flat ())
      end.before (node);
    window.scrollTo (0, y);
  };

  const extent = index => {
    let top = Infinity, bottom = -Infinity;

    for (const node of blocks[index])
      if (node.nodeType === Node.ELEMENT_NODE)
        {
          const rect = rectOf (node);
          top = Math.min (top, rect.top);
          bottom = Math.max (bottom, rect.bottom);
        }
    return top <= bottom ? { top, bottom } : null;
  };

  /* From the block's top to the top of the next one that shows: positions run on without gaps. */
  const span = index => {
    const own = extent (index);
    let next = null;

    for (let i = index + 1; next === null && i < blocks.length; i++)
      next = extent (i);
    if (own === null)
      return next === null ? null : { top: next.top, bottom: next.top };
    return { top: own.top, bottom: next === null ? own.bottom : Math.max (next.top, own.top) };
  };

  const fractionAt = (range, y) => {
    const height = range.bottom - range.top;
    return height > 0 ? Math.min (Math.max ((y - range.top) / height, 0), 1) : 0;
  };

  /* The last block whose top is at or above y, -1 above all of them. */
  const blockAt = y => {
    let low = 0, high = blocks.length;

    while (low < high)
      {
        const middle = (low + high) >> 1;
        const range = span (middle);
        if (range !== null && range.top <= y)
          low = middle + 1;
        else
          high = middle;
      }
    return low - 1;
  };

  /* The block that the writer is in has a line beside it, where its own lines begin: not in the page's
   * body, which stays as its readers get it. */
  const bar = create ('div');
  let current = -1;
  bar.className = 'galley-current';

  const beginsAtRight = elements => {
    const own = elements.find (node => !matches (node, '.galley-audience, .galley-cut, pre'));

    return own !== undefined
           && (getComputedStyle (own).direction === 'rtl' || runsLeft (wordsOf (own)));
  };

  const placeBar = () => {
    const range = current >= 0 && current < blocks.length ? extent (current) : null;

    bar.hidden = range === null;
    if (range === null)
      return;
    const elements = blocks[current].filter (node => node.nodeType === Node.ELEMENT_NODE);
    const left = beginsAtRight (elements)
      ? Math.max (...elements.map (node => rectOf (node).right)) + 9
      : Math.min (...elements.map (node => rectOf (node).left)) - 12;
    const most = document.documentElement.clientWidth - 5;
    bar.style.top = `${range.top + window.scrollY}px`;
    bar.style.height = `${range.bottom - range.top}px`;
    bar.style.left = `${Math.max (Math.min (left, most) + window.scrollX, 2)}px`;
    if (parentOf (bar) !== document.documentElement)
      document.documentElement.append (bar);
  };

  /* Brought to where it can be seen, when nothing of it is. */
  const setCurrent = index => {
    current = index;
    placeBar ();
    const range = bar.hidden ? null : extent (current);
    if (range !== null && (range.bottom < 24 || range.top > window.innerHeight - 24))
      {
        scrollPage (window.scrollY + range.top - window.innerHeight * 0.3);
        /* The page may get another size before it tells of its scrolling. */
        place = placeNow ();
      }
  };

  /* Until the reader goes elsewhere: pictures that come late push it out of sight. */
  let currentWanted = false;
  const showCurrent = index => {
    currentWanted = true;
    setCurrent (index);
  };

  addEventListener ('resize', placeBar);
  addEventListener ('load', () => currentWanted ? setCurrent (current) : placeBar (),
                    { capture: true });

  /* A picture that was there before is moved, not loaded anew. */
  const keepPictures = (gone, added) => {
    const pictures = nodes => nodes.flatMap (node => node.nodeType !== Node.ELEMENT_NODE ? []
      : [...(node.matches ('img[src]') ? [node] : []), ...node.querySelectorAll ('img[src]')]);
    const old = pictures (gone);

    for (const picture of pictures (added))
      {
        const i = old.findIndex (one => one.getAttribute ('src') === picture.getAttribute ('src'));
        if (i < 0 || !picture.parentNode)
          continue;
        const [kept] = old.splice (i, 1);
        for (const name of kept.getAttributeNames ())
          if (!picture.hasAttribute (name))
            kept.removeAttribute (name);
        for (const name of picture.getAttributeNames ())
          if (kept.getAttribute (name) !== picture.getAttribute (name))
            kept.setAttribute (name, picture.getAttribute (name));
        picture.replaceWith (kept);
      }
  };

  /* A page that was loaded while nobody saw it has none until it is asked for anew. */
  const keepScrollBar = () => {
    const root = document.documentElement;

    root.style.overflowY = 'scroll';
    if (window.innerWidth > root.clientWidth || window.innerWidth === 0)
      return;
    root.style.overflowY = 'hidden';
    void root.offsetWidth;
    root.style.overflowY = 'scroll';
  };

  addEventListener ('resize', keepScrollBar);
  document.addEventListener ('visibilitychange', keepScrollBar);

  const show = args => {
    const added = args.count > 0 ? args.html.split (args.marker) : [];

    token = args.token;
    hint = args.hint;
    setRemote (args.allowed);
    if (args.fresh)
      blocks.splice (0).flat ().forEach (node => node.remove ());
    const before = blockAt (1);
    const anchor = before >= 0 && window.scrollY > 0 ? blocks[before] : null;
    const anchorTop = anchor ? span (before).top : 0;
    const ended = window.scrollY > 0 && place !== null && place.align >= 1;
    const beginning = window.scrollY;

    if (args.frame !== '')
      setFrame (args.frame, args.marker);
    /* Its place is kept also where a short page needs none: lines that stand are not broken anew. The
     * empty page's would be WebKit's own. */
    keepScrollBar ();
    const parsed = added.map (parse);
    const gone = blocks.splice (args.first, args.removed, ...parsed);
    keepPictures (gone.flat (), parsed.flat ());
    for (const node of gone.flat ())
      node.remove ();
    let next = end;
    for (let i = args.first + added.length; next === end && i < blocks.length; i++)
      next = blocks[i].find (node => parentOf (node) === host) ?? end;
    for (let i = args.first; i < args.first + added.length; i++)
      for (const node of blocks[i])
        host.insertBefore (node, next);
    /* What the reader looks at stays where it is when something above it grew. */
    const now = anchor === null ? -1 : blocks.indexOf (anchor);
    const range = now < 0 ? null : span (now);
    if (range !== null && Math.abs (range.top - anchorTop) >= 1)
      {
        scrollPage (window.scrollY + range.top - anchorTop);
      }
    /* So does the end of the page for who writes there. */
    if (ended)
      scrollPage (document.documentElement.scrollHeight);
    if (args.edited)
      setCurrent (args.current);
    else
      {
        current = args.current;
        placeBar ();
      }
    /* Where a page that became shorter ends nobody scrolled to. */
    if (window.scrollY !== beginning)
      ownScroll = window.scrollY;
  };

  /* Frames are not drawn while the view is hidden: never wait for one alone. */
  const painted = () => new Promise (done => {
    if (visibilityOf (document) !== 'visible')
      return done (false);
    const timer = setTimeout (() => done (false), 250);
    requestAnimationFrame (() => requestAnimationFrame (() => {
      clearTimeout (timer);
      done (true);
    }));
  });

  const scrollToBlock = (index, fraction, align) => {
    let y = 0;

    if (blocks.length === 0)
      return;
    if (index < 0)
      y = (span (0)?.top ?? 0) + window.scrollY;
    const range = index < 0 ? { top: -window.scrollY, bottom: y - window.scrollY }
                            : span (Math.min (index, blocks.length - 1));
    if (align >= 1)
      scrollPage (document.documentElement.scrollHeight);
    else if (range !== null)
      scrollPage (window.scrollY + range.top + fraction * (range.bottom - range.top)
                  - align * (window.innerHeight - tail ()));
    else
      return;
    /* A page that nobody sees tells nothing of its scrolling, and gets another size when it is seen. */
    place = { block: index, fraction, align };
  };

  const goToBlock = (index, fraction, align) => {
    currentWanted = false;
    scrollToBlock (index, fraction, align);
  };

  const placeAt = y => {
    const block = blockAt (y);

    if (block >= 0)
      return { block, fraction: fractionAt (span (block), y) };
    const first = blocks.length > 0 ? span (0) : null;
    return { block, fraction: first === null ? 0
                              : fractionAt ({ top: -window.scrollY, bottom: first.top }, y) };
  };

  const placeNow = () => {
    const align = alignNow ();
    return { ...placeAt (1 + align * (window.innerHeight - tail ())), align };
  };

  /* Files over the page: a line between the two blocks where they would go. */
  const dropBar = create ('div');
  dropBar.className = 'galley-drop';

  /* The block they would go behind; -1: before all of them. */
  const dropAt = part => {
    const y = part * window.innerHeight;
    let block = blockAt (y);
    const range = block < 0 ? null : extent (block);

    if (range !== null && y < (range.top + range.bottom) / 2)
      block--;
    /* What does not show, and the notes at the end of the page, have no place of their own here. */
    while (block >= 0 && extent (block) === null)
      block--;
    return block;
  };

  const markDrop = part => {
    const block = dropAt (part);
    const range = block < 0 ? (blocks.length > 0 ? span (0) : null) : extent (block);

    if (range === null)
      return;
    const y = block < 0 ? range.top - 8 : range.bottom + 8;
    /* As wide as the text: what the body holds may be wider, or have no box at all. */
    const sides = blocks.flat ().filter (node => node.nodeType === Node.ELEMENT_NODE
                                                 && node.localName === 'p').map (rectOf);
    const left = sides.length > 0 ? Math.min (...sides.map (rect => rect.left)) : 8;
    const right = sides.length > 0 ? Math.max (...sides.map (rect => rect.right))
                                   : window.innerWidth - 8;
    dropBar.style.top = `${y + window.scrollY}px`;
    dropBar.style.left = `${left + window.scrollX}px`;
    dropBar.style.width = `${right - left}px`;
    if (parentOf (dropBar) !== document.documentElement)
      document.documentElement.append (dropBar);
  };

  const unmarkDrop = () => dropBar.remove ();

  const takeDrop = part => {
    unmarkDrop ();
    return dropAt (part);
  };

  const blockOf = node => {
    while (node !== null && parentOf (node) !== host)
      node = parentOf (node);
    return node === null ? -1 : blocks.findIndex (nodes => nodes.includes (node));
  };

  /* What is at the upper edge stays there when the page gets another width: a phone's, a window's. So
   * does what was to be seen before the page was. */
  addEventListener ('resize', () => {
    if (place !== null && window.scrollY > 0)
      scrollToBlock (place.block, place.fraction, place.align);
    if (currentWanted)
      setCurrent (current);
  });

  addEventListener ('scroll', () => {
    place = placeNow ();
    if (performance.now () < quietUntil || scrollQueued
        || Math.abs (window.scrollY - ownScroll) < 1)
      return;
    ownScroll = -1;
    currentWanted = false;
    scrollQueued = true;
    requestAnimationFrame (() => {
      scrollQueued = false;
      post ({ kind: 'scroll', ...placeNow () });
    });
  }, { passive: true });

  const clicked = event => {
    const link = event.target.closest?.('a[href]') ?? null;

    event.preventDefault ();
    if (event.type === 'auxclick' && event.button !== 1)
      return;
    if (link !== null && (event.ctrlKey || event.button === 1 || event.detail === 0))
      return post ({ kind: 'link', uri: link.getAttribute ('href') });
    if (event.type === 'auxclick' || String (getSelection ()) !== '')
      return;
    const missing = event.target.closest?.('.galley-remote-picture') ?? null;
    if (missing !== null && originals.has (missing))
      return post ({ kind: 'remote', uri: whole (originals.get (missing).getAttribute ('src')) });
    /* Between two blocks it is the one above that is meant, above all of them the front matter. */
    const target = blockOf (event.target);
    const block = target < 0 ? blockAt (event.clientY) : target;
    const range = block < 0 ? null : span (block);
    post ({ kind: 'click', block, fraction: range === null ? 0 : fractionAt (range, event.clientY) });
  };
  addEventListener ('click', clicked, { capture: true });
  addEventListener ('dblclick', event => {
    const block = blockOf (event.target);
    if (block >= 0)
      post ({ kind: 'edit', block, fraction: 0 });
  }, { capture: true });
  addEventListener ('auxclick', clicked, { capture: true });
  addEventListener ('submit', event => event.preventDefault (), { capture: true });
  addEventListener ('dragstart', event => event.preventDefault (), { capture: true });

  /* Far ones wait until somebody comes near. */
  const loadPictures = () => {
    const pictures = [...document.images];

    for (const picture of pictures)
      picture.loading = 'eager';
    return Promise.race ([
      Promise.all (pictures.map (picture => picture.decode ().catch (() => {}))),
      new Promise (resolve => setTimeout (resolve, 5000)),
    ]);
  };

  /* How much of what follows a heading is to be on its page (galley-preview.css): some lines, and a
   * picture whole. One as wide as the text is so on paper too, which has another width. */
  const measureHeadings = () => {
    const HEADING = 'h1, h2, h3, h4, h5, h6';

    for (const heading of queryAll (HEADING))
      {
        let next = nextOf (heading);
        while (next !== null && matches (next, HEADING))
          next = nextOf (next);
        if (next === null)
          continue;
        const own = rectOf (heading);
        const picture = matches (next, 'img') ? next
          : Element.prototype.querySelector.call (next, 'img');
        if (picture === null || own.width <= 0)
          {
            const gap = Math.max (rectOf (next).top - own.bottom, 0);
            heading.style.setProperty ('--galley-keep', `${gap + 80}px`);
            continue;
          }
        const { top, width, height } = rectOf (picture);
        const tall = Math.abs (width - picture.naturalWidth) < 1 ? `${height}px`
          : `${100 * height / own.width}%`;
        heading.style.setProperty ('--galley-keep',
                                   `calc(${Math.max (top - own.bottom, 0)}px + min(${tall}, 170mm))`);
      }
  };

  const preparePaper = async () => {
    await loadPictures ();
    measureHeadings ();
  };

  globalThis.galley = {
    show, painted, scrollToBlock: goToBlock, setCurrent, showCurrent, setRemote, failRemote, retryRemote,
    markDrop, unmarkDrop, takeDrop, preparePaper,
    dump: () => bodyOf (document).innerHTML,
    scrollPosition: () => window.scrollY,
  };
}) ();
