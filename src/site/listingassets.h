// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace site {

/// The style of the listing page, on top of pagePalette.
inline constexpr QByteArrayView listingStyle = R"(
body{margin:0;padding:1.5rem;background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto}
a{color:var(--link)}
a:focus-visible,input:focus-visible,button:focus-visible{outline:3px solid var(--rim);outline-offset:2px}
h1{margin:0 0 1rem;font-size:1.5rem;overflow-wrap:anywhere}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:0 0 1rem}
input,button{font:inherit;color:inherit;background:transparent;border:1px solid var(--rim);border-radius:.375rem;padding:.25rem .75rem}
input{flex:1 1 12rem;min-width:0}
::placeholder{color:var(--soft);opacity:1}
table{width:100%;border-collapse:collapse}
th,td{padding:.375rem .5rem;text-align:left;border-bottom:1px solid var(--glass)}
th:first-child{width:100%}
td:first-child{overflow-wrap:anywhere}
th,td:nth-child(n+2){white-space:nowrap}
th:nth-child(2),td:nth-child(2){text-align:right;padding-left:1.5rem;font-variant-numeric:tabular-nums}
td:nth-child(3){color:var(--soft);font-variant-numeric:tabular-nums}
th[aria-sort=ascending] a::after{content:" ▲"}
th[aria-sort=descending] a::after{content:" ▼"}
tbody tr:hover{background:var(--glass)}
svg{width:1.25em;height:1.25em;margin-right:.5em;vertical-align:-.25em;fill:none;stroke:var(--rim);stroke-width:1.5}
svg.symbols{display:none}
p{color:var(--soft)}
@media(max-width:40rem){body{padding:.75rem}th:nth-child(3),td:nth-child(3){display:none}}
)";

/// The script of the listing page: it filters and sorts without a reload, shows local times, and moves by
/// keys. Names that the server left out are not in the page, so that it is asked again once the search has no
/// longer in it what was searched for there; who is typing then goes on doing so.
inline constexpr QByteArrayView listingScript = R"(//<![CDATA[
'use strict';
const body=document.querySelector('tbody'),search=document.querySelector('input[name=q]');
const rows=[...body.rows],link=row=>row.querySelector('a');
const shown=()=>[...body.rows].filter(row=>!row.hidden);
for(const time of document.querySelectorAll('time'))time.textContent=new Date(time.dateTime).toLocaleString();
const asked=search.defaultValue.toLowerCase();
function filter(){
  const text=search.value.toLowerCase();
  if(!text.includes(asked)){search.form.submit();return;}
  for(const row of rows)row.hidden=!link(row).textContent.toLowerCase().includes(text);
  document.getElementById('none').hidden=shown().length>0;
}
const order=new Intl.Collator(undefined,{numeric:true,sensitivity:'base'});
const compare={
  name:(a,b)=>order.compare(link(a).textContent,link(b).textContent),
  size:(a,b)=>a.dataset.size-b.dataset.size||compare.name(a,b),
  time:(a,b)=>a.dataset.time-b.dataset.time||compare.name(a,b)
};
function sort(head){
  const turned=head.getAttribute('aria-sort')==='ascending'?-1:1;
  for(const other of document.querySelectorAll('th'))other.removeAttribute('aria-sort');
  head.setAttribute('aria-sort',turned<0?'descending':'ascending');
  rows.sort((a,b)=>b.dataset.folder-a.dataset.folder||turned*compare[head.id](a,b));
  body.append(...rows);
}
for(const head of document.querySelectorAll('th'))
  head.querySelector('a').addEventListener('click',event=>{event.preventDefault();sort(head);});
search.addEventListener('input',filter);
if(asked){search.focus();search.setSelectionRange(search.value.length,search.value.length);}
search.form.addEventListener('submit',event=>{event.preventDefault();const first=shown()[0];if(first)link(first).focus();});
document.addEventListener('keydown',event=>{
  if(event.ctrlKey||event.altKey||event.metaKey)return;
  const typing=document.activeElement===search;
  if(event.key==='Escape'){search.value='';filter();search.blur();return;}
  if(event.key==='/'&&!typing){event.preventDefault();search.focus();return;}
  if(event.key==='Backspace'&&!typing){const up=document.getElementById('up');if(up)up.click();return;}
  if(typing&&event.key!=='ArrowDown')return;
  const list=shown(),at=list.findIndex(row=>link(row)===document.activeElement),end=list.length-1;
  const to={ArrowDown:Math.min(at+1,end),ArrowUp:Math.max(at-1,0),Home:0,End:end}[event.key];
  if(to===undefined||end<0)return;
  event.preventDefault();link(list[to]).focus();
});
//]]>)";

/// The pictures in front of names, as symbols to be used by their id.
inline constexpr QByteArrayView listingSymbols = R"(<svg class="symbols" xmlns="http://www.w3.org/2000/svg">
<symbol id="folder" viewBox="0 0 24 24"><path d="M3 6h6l2 2h10v11H3z"/></symbol>
<symbol id="picture" viewBox="0 0 24 24"><path d="M3 5h18v14H3zM3 17l6-6 4 4 3-3 5 5M15 9h1"/></symbol>
<symbol id="sound" viewBox="0 0 24 24"><path d="M9 18V5l10-2v13M9 18a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM19 16a3 3 0 1 1-6 0 3 3 0 0 1 6 0z"/></symbol>
<symbol id="film" viewBox="0 0 24 24"><path d="M3 5h18v14H3zM10 9l5 3-5 3z"/></symbol>
<symbol id="text" viewBox="0 0 24 24"><path d="M5 3h14v18H5zM8 8h8M8 12h8M8 16h5"/></symbol>
<symbol id="archive" viewBox="0 0 24 24"><path d="M3 4h18v5H3zM5 9v11h14V9M10 13h4"/></symbol>
<symbol id="document" viewBox="0 0 24 24"><path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/></symbol>
<symbol id="other" viewBox="0 0 24 24"><path d="M6 3h8l4 4v14H6zM14 3v4h4"/></symbol>
</svg>
)";

} // namespace site
