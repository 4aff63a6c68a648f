/// The style sheet of the page: one column on a phone, dark where the reader wants it, and dark on
/// white in print.
enum PageStyle {
  static let text = Markup.StaticText(
    """
    :root{color-scheme:light dark;--ink:#1c1c1c;--muted:#555;--paper:#fff;--card:#f6f6f4;\
    --rule:#d5d5d0;--link:#005a94;--shade:#0003;--warn:#8a3b00;--error:#a3102a;--focus:#005a94}
    @media screen and (prefers-color-scheme:dark){:root{--ink:#ececec;--muted:#b8b8b8;\
    --paper:#17191c;--card:#202328;--rule:#3b3f46;--link:#7cc0f5;--shade:#fff4;--warn:#ffb173;--error:#ff8f9c;\
    --focus:#7cc0f5}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,\
    "Segoe UI",Roboto,Arial,sans-serif;overflow-wrap:break-word}
    header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
    header{padding-top:1.5rem}
    footer{padding-bottom:2rem;color:var(--muted);font-size:.9rem}
    h1{font-size:1.7rem;line-height:1.25;margin:.2rem 0 .6rem}
    h2{font-size:1.3rem;margin:2.2rem 0 .6rem;padding-bottom:.2rem;\
    border-bottom:1px solid var(--rule)}
    h3{font-size:1.05rem;margin:1.3rem 0 .4rem}
    p{margin:.5rem 0;max-width:60rem}
    a{color:var(--link)}
    a:focus-visible,summary:focus-visible,input:focus-visible,select:focus-visible,\
    button:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
    .skip{position:absolute;left:-100rem}
    .skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.4rem .8rem;z-index:1}
    nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;padding:0;margin:.4rem 0}
    nav a{display:inline-block;padding:.25rem 0}
    .kind{color:var(--muted);margin:0}
    .card{background:var(--card);border:1px solid var(--rule);border-radius:.5rem;\
    padding:.6rem 1.1rem 1rem;margin:1rem 0}
    .card h3{margin-top:.4rem}
    dl{display:grid;grid-template-columns:minmax(8rem,13rem) 1fr;gap:.3rem 1.2rem;margin:.5rem 0}
    dt{color:var(--muted)}
    dt{grid-column:1}
    dd{margin:0;min-width:0;grid-column:2}
    .strong{font-size:1.15rem;font-weight:650}
    .alert{border-left:4px solid var(--warn);padding:.2rem .7rem;background:var(--card)}
    .notes{padding-left:1.2rem}
    .notes li{margin:.35rem 0;max-width:60rem}
    .notes .warning strong{color:var(--warn)}
    .notes .error strong{color:var(--error)}
    .code{color:var(--muted);font-size:.85em}
    .figures{columns:27rem;column-gap:1.2rem}
    figure{margin:0 0 1.2rem;border:1px solid var(--rule);border-radius:.5rem;padding:.8rem;\
    background:var(--paper);min-width:0;break-inside:avoid}
    figure h3{margin:0 0 .4rem}
    figure svg{display:block;width:100%;height:auto;max-width:42rem;margin:0 auto}
    figcaption{color:var(--muted);font-size:.9rem;margin-top:.5rem}
    .controls{display:flex;flex-wrap:wrap;gap:.5rem 1.2rem;align-items:center;margin:.4rem 0}
    .controls output{flex:1 1 100%;font-weight:600;font-variant-numeric:tabular-nums}
    .buttons{display:flex;gap:.4rem;flex:1 1 100%}
    .controls[hidden],.controls label[hidden]{display:none}
    .controls label{display:flex;gap:.5rem;align-items:center;flex-wrap:wrap}
    .controls .wide{flex:1 1 100%}
    .ticks{flex:1 1 100%;position:relative;height:.5rem;margin:-.4rem 8px 0}
    .ticks[hidden]{display:none}
    .ticks i{position:absolute;top:0;width:1px;height:100%;background:var(--muted)}
    input[type=range]{flex:1 1 12rem;min-height:1.8rem;accent-color:var(--link)}
    select,button{font:inherit;max-width:100%;padding:.2rem .4rem;background:var(--card);color:var(--ink);\
    border:1px solid var(--rule);border-radius:.3rem}
    .scroll{overflow-x:auto;border:1px solid var(--rule);border-radius:.5rem;margin:.6rem 0 1.2rem;\
    background:linear-gradient(to right,var(--paper) 1.5rem,transparent 3rem) left/3rem 100% local,\
    linear-gradient(to left,var(--paper) 1.5rem,transparent 3rem) right/3rem 100% local,\
    linear-gradient(to right,var(--shade),transparent) left/1rem 100% scroll,\
    linear-gradient(to left,var(--shade),transparent) right/1rem 100% scroll;\
    background-repeat:no-repeat}
    table{border-collapse:collapse;font-size:.92rem;font-variant-numeric:tabular-nums;width:100%}
    caption{text-align:left;padding:.5rem .7rem;font-weight:600;box-sizing:border-box;\
    max-width:calc(100vw - 1.3rem);position:sticky;left:0}
    th,td{padding:.3rem .7rem;text-align:left;border-top:1px solid var(--rule);\
    vertical-align:top}
    thead th{border-bottom:1px solid var(--rule);vertical-align:bottom}
    tbody th{font-weight:400}
    tbody th,td{white-space:nowrap}
    td.long{white-space:normal;min-width:14rem}
    td.number,th.number{text-align:right}
    .hash{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.8rem;word-break:break-all;\
    white-space:normal;min-width:16rem}
    pre{background:var(--card);border:1px solid var(--rule);border-radius:.5rem;padding:.8rem;\
    overflow-x:auto;font-size:.85rem;white-space:pre-wrap}
    details>summary{cursor:pointer;padding:.2rem 0}
    .long-table>summary{font-weight:600;font-size:.92rem;padding:.5rem .7rem;\
    border:1px solid var(--rule);border-radius:.5rem;margin:.6rem 0}
    .long-table caption,.sr{position:absolute;width:1px;height:1px;overflow:hidden;\
    clip-path:inset(50%);white-space:nowrap}
    .terms{margin:.6rem 0}
    .pf-rim{stroke:var(--paper)}
    .pf-arrow{stroke:var(--ink)}
    @media (max-width:36rem){header,main,footer{padding-left:.6rem;padding-right:.6rem}\
    dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.4rem;grid-column:1}\
    figure{padding:.5rem 0;border-width:1px 0 0;border-radius:0}\
    h1{font-size:1.4rem}}
    @media print{nav,.skip,.controls{display:none}body{font-size:10.5pt}\
    header,main,footer{max-width:none;padding:0}.scroll{overflow:visible;border:0;background:none}\
    h2,h3,caption{break-after:avoid}\
    .figures{columns:2;column-gap:.6rem}figure{padding:.3rem;margin-bottom:.6rem}\
    figure h3{font-size:9.5pt}figcaption{font-size:8pt}\
    table{font-size:6.5pt}th,td{padding:.1rem .2rem}\
    thead th,thead th.number,tbody th,td{white-space:normal;overflow-wrap:anywhere}\
    td.number,tbody th.number{white-space:nowrap;overflow-wrap:normal}\
    td.long,.hash{min-width:0}details::details-content{content-visibility:visible}\
    caption{max-width:none}\
    .long-table>summary,.terms{display:none}.long-table caption{position:static;width:auto;\
    height:auto;clip-path:none}\
    tr{break-inside:avoid}}
    """)
}
