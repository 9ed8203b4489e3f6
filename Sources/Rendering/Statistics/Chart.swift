import Domain

/// A chart as it is meant, drawn wide for screens and paper and narrow for telephones: text that is scaled with its
/// drawing could not be read on one of them.
struct Chart {
    static let wide = 704.0
    static let narrow = 348.0

    let id: String
    let title: String
    let description: String
    let draw: (_ width: Double) -> Drawing

    /// Both drawings' markup.
    var markup: (wide: String, narrow: String) {
        (
            draw(Self.wide).markup(id: id, title: title, description: description),
            draw(Self.narrow).markup(id: id + "-n", title: title, description: description)
        )
    }
}

/// One bar of a chart with its name.
struct Bar: Equatable {
    let name: String
    let value: Int
    /// What of it is told apart, from the left; nil for none.
    var part: Int?
    /// How the value is written.
    var words: String?

    var label: String { words ?? StatisticsWords.number(value) }
}

extension Chart {
    /// Bars that lie, each with its name and value: for few things of different sizes.
    static func bars(id: String, title: String, description: String, _ bars: [Bar]) -> Chart {
        Chart(id: id, title: title, description: description) { width in
            let besides = width >= 500
            let names = besides ? 232.0 : 0
            // What the longest value takes in figures of 13 pixels.
            let values = 14 + 7.4 * Double(bars.map(\.label.count).max() ?? 0)
            let row = besides ? 30.0 : 46.0
            var drawing = Drawing(width: width, height: Double(bars.count) * row + 6)
            let largest = Double(max(1, bars.map(\.value).max() ?? 1))
            for (place, bar) in bars.enumerated() {
                let y = Double(place) * row + 4
                let top = besides ? y : y + 18
                let name = shortened(bar.name, to: besides ? 32 : 46)
                drawing.text(
                    name, besides ? names - 12 : 0, besides ? y + 16 : y + 13, besides ? "end" : "start", "name")
                let length = (width - names - values) * Double(bar.value) / largest
                let words = bar.label
                drawing.box(names, top, max(1, length), 20, "bar", title: "\(bar.name): \(words)")
                if let part = bar.part, bar.value > 0 {
                    drawing.box(
                        names, top, length * Double(part) / Double(bar.value), 20, "part",
                        title: "\(bar.name): \(words)")
                }
                drawing.text(words, names + max(1, length) + 8, top + 15, "start", "value")
            }
            return drawing
        }
    }

    private static func shortened(_ name: String, to length: Int) -> String {
        name.count <= length ? name : name.prefix(length - 1) + "…"
    }

    /// What came in above a line, and what went out below it.
    static func flow(
        id: String, title: String, description: String,
        bins: [(label: String, name: String, in: Int, out: Int, rest: Int)]
    ) -> Chart {
        Chart(id: id, title: title, description: description) { width in
            let (left, right, half) = (48.0, 22.0, 116.0)
            var drawing = Drawing(width: width, height: 2 * half + 74)
            let axis = Axis(upTo: Double(bins.map { max($0.in, $0.out + $0.rest) }.max() ?? 0), steps: 3)
            let middle = 32 + half
            drawing.text("In: found", 0, 12, "start", "name")
            drawing.text("Out: published, and below it dismissed or withdrawn", 0, 2 * half + 70, "start", "name")
            for tick in axis.ticks {
                for side in tick == 0 ? [1.0] : [1, -1] {
                    let y = middle - side * half * axis.share(tick)
                    drawing.line(left, y, width - right, y, tick == 0 ? "base" : "grid")
                    drawing.text(StatisticsWords.short(tick), left - 8, y + 4, "end")
                }
            }
            let step = (width - left - right) / Double(max(1, bins.count))
            let bar = max(1, min(36, step * 0.74))
            for (place, bin) in bins.enumerated() {
                let x = left + (Double(place) + 0.5) * step - bar / 2
                let up = half * axis.share(Double(bin.in))
                drawing.box(
                    x, middle - up, bar, up, "bar", title: "\(bin.name): \(StatisticsWords.number(bin.in)) found")
                let down = half * axis.share(Double(bin.out))
                drawing.box(
                    x, middle, bar, down, "part", title: "\(bin.name): \(StatisticsWords.number(bin.out)) published")
                drawing.box(
                    x, middle + down, bar, half * axis.share(Double(bin.rest)), "rest",
                    title: "\(bin.name): \(StatisticsWords.number(bin.rest)) dismissed or withdrawn")
            }
            for place in Labels.places(bins.count, most: width >= 500 ? 10 : 4) {
                drawing.text(bins[place].label, left + (Double(place) + 0.5) * step, 2 * half + 50, "middle")
            }
            return drawing
        }
    }

    /// Two lines over time, each named at its end. A bin without a value leaves a gap.
    static func times(
        id: String, title: String, description: String,
        bins: [(label: String, name: String, times: DeskStatistics.Times?)]
    ) -> Chart {
        Chart(id: id, title: title, description: description) { width in
            let (left, right, top, tall) = (60.0, 62.0, 12.0, 190.0)
            var drawing = Drawing(width: width, height: top + tall + 30)
            let largest = bins.compactMap(\.times?.p90).max() ?? 0
            let (unit, name) =
                largest >= 172_800
                ? (86_400.0, "days") : largest >= 7200 ? (3600, "h") : largest >= 120 ? (60, "min") : (1, "s")
            let axis = Axis(upTo: largest / unit, whole: false)
            for tick in axis.ticks {
                let y = top + tall * (1 - axis.share(tick))
                drawing.line(left, y, width - right, y, tick == 0 ? "base" : "grid")
                let words = tick == 1 && unit == 86_400 ? "1 day" : "\(StatisticsWords.short(tick)) \(name)"
                drawing.text(tick == 0 ? "0" : words, left - 8, y + 4, "end")
            }
            let step = (width - left - right) / Double(max(1, bins.count))
            func point(_ place: Int, _ seconds: Double) -> (x: Double, y: Double) {
                (left + (Double(place) + 0.5) * step, top + tall * (1 - axis.share(seconds / unit)))
            }
            for (style, label, value) in [
                ("later", "9 of 10", \DeskStatistics.Times.p90), ("half", "half", \DeskStatistics.Times.median),
            ] {
                var run: [(x: Double, y: Double)] = []
                for (place, bin) in bins.enumerated() {
                    guard let times = bin.times else {
                        drawing.path(run, "trend \(style)")
                        run = []
                        continue
                    }
                    run.append(point(place, times[keyPath: value]))
                }
                drawing.path(run, "trend \(style)")
                for (place, bin) in bins.enumerated() {
                    guard let times = bin.times else { continue }
                    let at = point(place, times[keyPath: value])
                    let words = StatisticsWords.duration(times[keyPath: value])
                    drawing.dot(at.x, at.y, "dot \(style)", title: "\(bin.name): \(label) within \(words)")
                }
                if let last = bins.lastIndex(where: { $0.times != nil }), let times = bins[last].times {
                    // Where the lines end close together, their names stand one above the other.
                    let (later, half) = (point(last, times.p90).y, point(last, times.median).y)
                    let apart = max(0, 15 - (half - later)) / 2
                    let y = style == "later" ? later - apart : half + apart
                    drawing.text(label, width - right + 4, y + 4, "start", "name")
                }
            }
            for place in Labels.places(bins.count, most: width >= 500 ? 10 : 4) {
                drawing.text(bins[place].label, left + (Double(place) + 0.5) * step, top + tall + 20, "middle")
            }
            return drawing
        }
    }
}
