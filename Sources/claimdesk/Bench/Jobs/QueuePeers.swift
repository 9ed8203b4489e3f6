import Foundation
import Volume

/// Queues of others on the same server, by the python that they are installed for: PgQueuer and Procrastinate.
enum QueuePeers: String, CaseIterable, Sendable {
    case pgqueuer, procrastinate

    /// Prints how many jobs that do nothing one worker did in a second, until the last one was begun. Arguments: database, jobs,
    /// how many at a time.
    private var script: String {
        switch self {
        case .pgqueuer:
            """
            import asyncio, logging, sys, time, asyncpg
            from pgqueuer import PgQueuer
            from pgqueuer.queries import Queries
            from pgqueuer.types import QueueExecutionMode
            async def main():
                logging.disable(logging.WARNING)
                count, size = int(sys.argv[2]), int(sys.argv[3])
                connection = await asyncpg.connect(sys.argv[1])
                queue = PgQueuer.from_asyncpg_connection(connection)
                queries = Queries(queue.connection)
                await queries.install()
                for start in range(0, count, 10000):
                    part = min(10000, count - start)
                    await queries.enqueue(["probe"] * part, [None] * part, [0] * part)
                ended = 0
                @queue.entrypoint("probe")
                async def probe(job):
                    nonlocal ended
                    ended = time.perf_counter()
                begun = time.perf_counter()
                await queue.run(batch_size=size, mode=QueueExecutionMode.drain)
                print("rate", count / (ended - begun))
            asyncio.run(main())
            """
        case .procrastinate:
            """
            import asyncio, logging, sys, time, procrastinate
            async def main():
                logging.disable(logging.WARNING)
                count, size = int(sys.argv[2]), int(sys.argv[3])
                app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=sys.argv[1]))
                ended = 0
                @app.task(name="probe")
                async def probe():
                    nonlocal ended
                    ended = time.perf_counter()
                async with app.open_async():
                    await app.schema_manager.apply_schema_async()
                    for start in range(0, count, 10000):
                        await probe.batch_defer_async(*([{}] * min(10000, count - start)))
                    begun = time.perf_counter()
                    await app.run_worker_async(wait=False, concurrency=size, install_signal_handlers=False)
                    print("rate", count / (ended - begun))
            asyncio.run(main())
            """
        }
    }

    /// Jobs of a measurement, and how many at a time are tried: its best counts.
    private var trials: (jobs: Int, sizes: [Int]) {
        switch self {
        case .pgqueuer: (40_000, [10, 100, 500])
        case .procrastinate: (4_000, [1, 10, 50])
        }
    }

    /// - Parameters:
    ///   - python: an interpreter that has the packages, with the drivers asyncpg and psycopg.
    ///   - connection: of a database of which another one may be made.
    /// - Returns: jobs a second, the best of some sizes of a batch.
    /// - Throws: `Failure` when something of it is missing.
    func rate(_ python: String, on connection: String) async throws -> Double {
        var best = 0.0
        for size in trials.sizes {
            let name = "peer_\(rawValue)"
            _ = try await Tool.output(
                "psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", connection],
                input: JobReference.database(name))
            let database = connection.replacing("/claimdesk?", with: "/\(name)?")
            let printed: String
            do {
                printed = try await Tool.output(
                    python, ["-", database, String(trials.jobs), String(size)], input: script)
            } catch let failure as Failure {
                throw Failure("\(rawValue) did not run (\(failure)); \"pip install \(packages)\" installs it")
            }
            let line = printed.split(whereSeparator: \.isNewline).last { $0.hasPrefix("rate ") }
            guard let rate = line?.split(separator: " ").last.flatMap({ Double($0) }) else {
                throw Failure("\(rawValue) printed no rate: \(printed.suffix(300))")
            }
            best = max(best, rate)
        }
        return best
    }

    private var packages: String {
        switch self {
        case .pgqueuer: "pgqueuer asyncpg"
        case .procrastinate: "procrastinate psycopg[binary,pool]"
        }
    }
}
