"""The look of a report: one column, large pictures, light or dark as the reader has it, and fit for paper."""

from __future__ import annotations

from gan_engine.run_report.charts import hue_rules

_LIGHT = "--ground:#faf9f8;--card:#ffffff;--ink:#1c1b1a;--soft:#6c6865;--line:#e4e1de;--accent:#b2592a;"
_DARK = "--ground:#1b1b1b;--card:#242424;--ink:#e8e8e8;--soft:#a3a3a3;--line:#383838;--accent:#db8a5c;"

_RULES = """
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
font:16px/1.55 Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{max-width:1040px;margin:0 auto;padding:56px 32px 40px}
h1,h2,h3,p,figure,dl,dd,ul{margin:0}
h1{font-size:42px;line-height:1.15;font-weight:650;letter-spacing:-.02em;overflow-wrap:anywhere}
h2{font-size:22px;line-height:1.3;font-weight:620;letter-spacing:-.01em;margin-bottom:4px}
h3{font-size:17px;font-weight:620;overflow-wrap:anywhere}
section{margin-top:56px}
section section{margin-top:32px}
.kind{color:var(--accent);font-size:13px;font-weight:600;letter-spacing:.06em;text-transform:uppercase;margin-bottom:10px}
.lead{color:var(--soft);font-size:18px;max-width:46em;margin-top:14px;overflow-wrap:anywhere}
.note{color:var(--soft);font-size:14px;max-width:52em;overflow-wrap:anywhere}
h2+.note,h3+.note{margin-bottom:16px}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:20px 32px;margin-top:32px;
padding-top:22px;border-top:1px solid var(--line)}
.facts dt{color:var(--soft);font-size:13px}
.facts dd{font-size:21px;font-weight:600;letter-spacing:-.01em;overflow-wrap:anywhere}
.facts small{display:block;color:var(--soft);font-size:13px;font-weight:400;letter-spacing:0}
img{display:block;width:100%;height:auto;border-radius:4px}
img.sharp{image-rendering:pixelated}
.hero{margin-top:40px}
figcaption{color:var(--soft);font-size:13px;margin-top:10px}
figcaption strong{color:var(--ink);font-weight:600}
.time{display:grid;gap:10px}
.time figcaption{text-align:center;margin-top:6px;font-variant-numeric:tabular-nums}
.time .best figcaption{color:var(--accent);font-weight:600}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(400px,1fr));gap:32px}
.chart figcaption{margin:0 0 8px;min-height:40px}
svg{display:block;width:100%;height:auto;overflow:visible;font:12px/1 inherit;font-family:inherit}
.grid line{stroke:var(--line);stroke-width:1}
.grid text{fill:var(--soft);font-size:11px}
.line{fill:none;stroke:var(--hue);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.d1{stroke-dasharray:8 5}
.band{fill:var(--hue);opacity:.15}
.dot,.name{fill:var(--hue)}
.name{font-weight:600;font-size:12px}
.ring{fill:var(--ground);stroke:var(--hue);stroke-width:2.5}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:8px 20px 8px 0;border-bottom:1px solid var(--line);vertical-align:top}
td{overflow-wrap:anywhere}
thead th{color:var(--soft);font-size:13px;font-weight:500}
tbody th{font-weight:500}
.number{text-align:right;white-space:nowrap}
td strong{color:var(--accent)}
.list{columns:3 230px;column-gap:40px;font-size:13px;list-style:none;padding:0}
.list li{display:flex;justify-content:space-between;gap:12px;padding:3px 0;break-inside:avoid;
border-bottom:1px solid var(--line)}
.list span:last-child{text-align:right;overflow-wrap:anywhere}
.list span:first-child{color:var(--soft)}
.way{list-style:none;padding:0 0 0 22px;margin:6px 0 0 8px;border-left:2px solid var(--line)}
.way li{position:relative;padding:0 0 18px}
.way li::before{content:"";position:absolute;left:-29px;top:7px;width:10px;height:10px;border-radius:50%;
background:var(--ground);border:2px solid var(--accent)}
.way li:last-child{padding-bottom:0}
.way li:last-child::before{background:var(--accent)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;font-size:14px;color:var(--soft);margin:12px 0 0}
.share{height:8px;border-radius:4px;background:var(--line);width:140px;display:inline-block;vertical-align:middle}
.share i{display:block;height:8px;border-radius:4px;background:var(--accent)}
footer{margin-top:72px;padding-top:18px;border-top:1px solid var(--line);color:var(--soft);font-size:13px}
@media(max-width:640px){main{padding:32px 16px}h1{font-size:30px}.charts{grid-template-columns:1fr}}
@media print{:root{--ground:#ffffff}main{max-width:none;padding:0}section{margin-top:32px}.facts{margin-top:20px}
h2,h3,h2+.note,h3+.note,thead{break-after:avoid}
table{font-size:11px}th,td{padding:5px 12px 5px 0}
figure,tr,.way li{break-inside:avoid}body{font-size:12px}h1{font-size:30px}
.charts{grid-template-columns:1fr 1fr;gap:20px}.hero img{max-height:150mm;object-fit:contain;object-position:left}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
@page{margin:16mm}
"""


def style() -> str:
    """All rules. Nothing of any file goes into them."""
    return (
        f":root{{color-scheme:light dark;{_LIGHT}}}{hue_rules(dark=False)}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_DARK}}}{hue_rules(dark=True)}}}" + _RULES
    ).replace("\n", "")
