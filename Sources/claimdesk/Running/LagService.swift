import ServiceLifecycle
import Telemetry
import Workflow

/// Times, for as long as the process serves, how late its tasks are.
struct LagService: Service {
    let meters: Meters

    func run() async {
        await cancelWhenGracefulShutdown {
            await TaskLag { [meters] in meters.lags.record(.tasks, seconds: $0) }.run()
        }
    }
}
