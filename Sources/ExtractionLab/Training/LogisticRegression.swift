import Extraction

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Logistic regression with a quadratic penalty, solved by L-BFGS.
///
/// Nocedal, Updating quasi-Newton matrices with limited storage, 1980. Full passes in a fixed order, so that the same
/// data always give the same weights.
struct LogisticRegression {
    /// The examples, row after row.
    struct Rows {
        var starts: [Int] = [0]
        var features: [Int32] = []
        var values: [Float] = []
        /// 0 to 1: a label in between is a sentence that is half worth checking.
        var targets: [Double] = []
        var importance: [Double] = []
        /// What is known of an example before anything is learned.
        var offsets: [Double] = []

        var count: Int { targets.count }
    }

    /// How strongly each weight is held at zero.
    var penalties: [Double]
    var iterations = 80

    private static let memory = 8

    /// The weights; the last one is the bias, which is not penalized.
    func fit(_ rows: Rows) -> [Double] {
        let size = penalties.count + 1
        var weights = Array(repeating: 0.0, count: size)
        var (loss, gradient) = evaluate(rows, weights)
        var steps: [[Double]] = []
        var changes: [[Double]] = []
        for _ in 0..<iterations {
            let direction = direction(gradient, steps, changes)
            let slope = dot(direction, gradient)
            guard slope < -1e-12 else { break }
            var rate = steps.isEmpty ? min(1, 1 / dot(gradient, gradient).squareRoot()) : 1
            var next = weights
            var nextLoss = loss
            var nextGradient = gradient
            var accepted = false
            for _ in 0..<30 {
                for index in 0..<size { next[index] = weights[index] + rate * direction[index] }
                (nextLoss, nextGradient) = evaluate(rows, next)
                if nextLoss <= loss + 1e-4 * rate * slope {
                    accepted = true
                    break
                }
                rate /= 2
            }
            guard accepted else { break }
            var step = next
            var change = nextGradient
            for index in 0..<size {
                step[index] -= weights[index]
                change[index] -= gradient[index]
            }
            if dot(step, change) > 1e-12 {
                steps.append(step)
                changes.append(change)
                if steps.count > Self.memory {
                    steps.removeFirst()
                    changes.removeFirst()
                }
            }
            let gain = loss - nextLoss
            (weights, loss, gradient) = (next, nextLoss, nextGradient)
            if gain < 1e-7 * max(1, loss) { break }
        }
        return weights
    }

    /// The value of an example under the weights, before the logistic function.
    static func sum(_ rows: Rows, _ row: Int, _ weights: [Double]) -> Double {
        var sum = weights[weights.count - 1] + rows.offsets[row]
        for entry in rows.starts[row]..<rows.starts[row + 1] {
            sum += weights[Int(rows.features[entry])] * Double(rows.values[entry])
        }
        return sum
    }

    private func evaluate(_ rows: Rows, _ weights: [Double]) -> (Double, [Double]) {
        var loss = 0.0
        var gradient = Array(repeating: 0.0, count: weights.count)
        for row in 0..<rows.count {
            let sum = Self.sum(rows, row, weights)
            let target = rows.targets[row]
            loss += rows.importance[row] * (log1p(exp(-abs(sum))) + max(sum, 0) - target * sum)
            let error = rows.importance[row] * (1 / (1 + exp(-sum)) - target)
            for entry in rows.starts[row]..<rows.starts[row + 1] {
                gradient[Int(rows.features[entry])] += error * Double(rows.values[entry])
            }
            gradient[weights.count - 1] += error
        }
        for index in penalties.indices {
            loss += 0.5 * penalties[index] * weights[index] * weights[index]
            gradient[index] += penalties[index] * weights[index]
        }
        return (loss, gradient)
    }

    /// The two-loop recursion.
    private func direction(_ gradient: [Double], _ steps: [[Double]], _ changes: [[Double]]) -> [Double] {
        var result = gradient.map { -$0 }
        var alphas: [Double] = []
        for index in steps.indices.reversed() {
            let alpha = dot(steps[index], result) / dot(steps[index], changes[index])
            alphas.append(alpha)
            for place in result.indices { result[place] -= alpha * changes[index][place] }
        }
        if let step = steps.last, let change = changes.last {
            let scale = dot(step, change) / dot(change, change)
            for place in result.indices { result[place] *= scale }
        }
        for (index, alpha) in zip(steps.indices, alphas.reversed()) {
            let beta = dot(changes[index], result) / dot(steps[index], changes[index])
            for place in result.indices { result[place] += (alpha - beta) * steps[index][place] }
        }
        return result
    }

    private func dot(_ first: [Double], _ second: [Double]) -> Double {
        var sum = 0.0
        for index in first.indices { sum += first[index] * second[index] }
        return sum
    }
}
