"""Charts as SVG: bars and lines, of plain numbers."""
from xml.sax.saxutils import escape

COLOURS = ("#1d70b8", "#f47738", "#85994b", "#912b88", "#505a5f")
FONT = 'font-family="sans-serif" font-size="12" fill="#0b0c0c"'


def text(x, y, words, anchor="start", extra=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {FONT} {extra}>{escape(words)}</text>'


def svg(width, height, parts):
    body = "\n".join(parts)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">\n'
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n{body}\n</svg>\n')


def bars(title, groups):
    """Groups of named bars: [(group, [(name, value)])]. A name has one colour throughout."""
    names = list(dict.fromkeys(name for _, members in groups for name, _ in members))
    most = max(value for _, members in groups for _, value in members)
    left, wide, thick = 240, 480, 15
    parts, y = [text(10, 22, title, extra='font-weight="bold"')], 36
    for group, members in groups:
        y += 10
        parts.append(text(left - 10, y + thick * len(members) / 2 + 4, group, "end"))
        for name, value in members:
            length = wide * value / most
            parts.append(f'<rect x="{left}" y="{y}" width="{max(length, 1):.1f}" height="{thick - 3}" '
                         f'fill="{COLOURS[names.index(name) % len(COLOURS)]}"/>')
            parts.append(text(left + length + 5, y + thick - 5, f"{value:.2f}"))
            y += thick
    y += 24
    x = left
    for name in names:
        parts.append(f'<rect x="{x}" y="{y - 10}" width="11" height="11" fill="{COLOURS[names.index(name) % len(COLOURS)]}"/>')
        parts.append(text(x + 16, y, name))
        x += 30 + 7 * len(name)
        if x > left + wide - 60:
            x, y = left, y + 18
    return svg(left + wide + 60, y + 18, parts)


def lines(panels):
    """Small plots side by side: [(title, unit of x, [(name, [(x, y)])])], each x at equal distances, y from nought."""
    wide, high, margin = 240, 150, 46
    parts = []
    for number, (title, unit, series) in enumerate(panels):
        left, top = number * (wide + margin + 14) + margin, 40
        places = sorted({x for _, points in series for x, _ in points})
        most = max(y for _, points in series for _, y in points) * 1.25 or 1
        at = lambda x, y: (left + (places.index(x) + 0.5) * wide / len(places), top + high * (1 - y / most))
        parts.append(text(left, 22, title, extra='font-weight="bold"'))
        parts.append(f'<path d="M{left} {top}V{top + high}H{left + wide}" fill="none" stroke="#505a5f"/>')
        parts += [text(at(x, 0)[0], top + high + 16, f"{x:,}", "middle") for x in places]
        parts.append(text(left + wide / 2, top + high + 34, unit, "middle"))
        for place, (name, points) in enumerate(series):
            colour = COLOURS[place % len(COLOURS)]
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in points))
            parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
            for point in points:
                x, y = at(*point)
                parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>')
                parts.append(text(x, y - 7, f"{point[1]:.3g}", "middle"))
            if len(series) > 1:
                parts.append(text(left + 6, top + high - 8 - 16 * place, name, extra=f'style="fill:{colour}"'))
    return svg(len(panels) * (wide + margin + 14) + 10, 40 + high + 46, parts)
