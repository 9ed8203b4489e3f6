// swift-tools-version: 6.2
import PackageDescription

/// `make check` and `make test` set CLAIMDESK_STRICT: warnings in our own code are then errors.
let strict = Context.environment["CLAIMDESK_STRICT"] != nil

let swiftSettings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + (strict ? [.treatAllWarnings(as: .error)] : [])

/// Commands wait for a server, a disk or a person: optimizing how they read their options took a tenth of a first build.
let unoptimized = swiftSettings + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// Reading articles is what much of the time of the tests went to: not optimized, it takes several times as long.
let optimized = swiftSettings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let swiftCSV = Target.Dependency.product(name: "SwiftCSV", package: "SwiftCSV")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let tracing = Target.Dependency.product(name: "Tracing", package: "swift-distributed-tracing")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")

/// What a target may import is written in scripts/imports; `dependencies` here follow it.
let package = Package(
    name: "claimdesk",
    products: [
        .executable(name: "claimdesk", targets: ["claimdesk"]),
        .library(name: "Postgres", targets: ["Postgres"]),
        .library(name: "Extraction", targets: ["Extraction"]),
    ],
    dependencies: [
        // The trait keeps swift-configuration out of the build.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: ["FullFoundation"]),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Spans, of the version that Hummingbird builds anyway.
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // Labelled data for `claimdesk eval` and `train` come as CSV.
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C: libpq, libcurl (which Foundation's networking brings at run time anyway), libcrypto (which both bring), libcmark
        // for what the desk writes, zlib for zip files, and files that the binary carries.
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // glibc's own; the Glibc module leaves malloc.h out.
        .systemLibrary(name: "CMalloc"),
        .target(name: "CLexicons"),
        .target(name: "CAssets"),

        // Libraries in their own right.
        .target(name: "Digests", dependencies: ["CLibCrypto"], swiftSettings: swiftSettings),
        .target(name: "Postgres", dependencies: ["CLibPQ", "Digests"], swiftSettings: swiftSettings),
        .target(
            name: "Extraction", dependencies: ["CLexicons"], exclude: ["Resources"], swiftSettings: optimized),

        // The desk.
        .target(name: "Assets", dependencies: ["CAssets"], swiftSettings: swiftSettings),
        .target(name: "Telemetry", dependencies: ["Postgres", tracing], swiftSettings: swiftSettings),
        .target(name: "Domain", swiftSettings: swiftSettings),
        .target(
            name: "Rendering", dependencies: ["Domain", "Assets", "Extraction", "CLibCMark", "CZlib"],
            exclude: ["Resources"],
            swiftSettings: swiftSettings),
        .target(name: "Store", dependencies: ["Postgres", "Domain"], swiftSettings: swiftSettings),
        .target(name: "Replication", dependencies: ["Store", "Postgres", "Domain"], swiftSettings: swiftSettings),
        .target(
            name: "Workflow",
            dependencies: [
                "Replication", "Store", "Postgres", "Domain", "Extraction", "Rendering", "Assets", "Digests",
                "Telemetry",
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "Web",
            dependencies: [
                "Workflow", "Rendering", "Domain", "Assets", "Digests", "Telemetry", hummingbird, hummingbirdCore,
                httpTypes, nio, nioHTTP, nioPosix, lifecycle, logging, tracing,
            ],
            exclude: ["Resources"], swiftSettings: swiftSettings),
        .target(
            name: "Worker", dependencies: ["Workflow", "Domain", "Telemetry", "CLibCurl", logging, lifecycle, tracing],
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "claimdesk",
            dependencies: [
                "Web", "Worker", "Workflow", "Rendering", "Domain", "Postgres", "Extraction", "Assets", "Volume",
                "ExtractionLab", "Faults", "Replication", "Telemetry", argumentParser, "CMalloc", "Digests", lifecycle,
                logging, swiftCSV,
            ],
            swiftSettings: unoptimized),

        // What makes up and what measures; no server needs them.
        .target(name: "Chance", swiftSettings: swiftSettings),
        .target(name: "Faults", dependencies: ["Postgres"], swiftSettings: swiftSettings),
        .target(
            name: "Volume", dependencies: ["Workflow", "Store", "Postgres", "Domain", "Chance", "Digests"],
            swiftSettings: swiftSettings),
        .target(name: "ExtractionLab", dependencies: ["Extraction", "Chance"], swiftSettings: swiftSettings),

        // Tests.
        .target(
            name: "TestSupport", dependencies: ["Postgres", "Chance"], path: "Tests/TestSupport",
            swiftSettings: swiftSettings),
        .target(name: "Samples", dependencies: ["Domain"], path: "Tests/Samples", swiftSettings: swiftSettings),
        .testTarget(
            name: "PostgresTests", dependencies: ["Postgres", "Faults", "TestSupport"], swiftSettings: swiftSettings),
        .testTarget(
            name: "ExtractionTests", dependencies: ["Extraction", "ExtractionLab", "CLexicons", "Chance"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "ExtractionLabTests", dependencies: ["ExtractionLab", "Extraction", "Chance"],
            swiftSettings: swiftSettings),
        .testTarget(name: "DigestsTests", dependencies: ["Digests"], swiftSettings: swiftSettings),
        .testTarget(name: "TelemetryTests", dependencies: ["Telemetry", tracing], swiftSettings: swiftSettings),
        .testTarget(name: "AssetsTests", dependencies: ["Assets"], swiftSettings: swiftSettings),
        .testTarget(name: "DomainTests", dependencies: ["Domain", "Chance", "Samples"], swiftSettings: swiftSettings),
        .testTarget(
            name: "RenderingTests",
            dependencies: ["Rendering", "Domain", "Extraction", "Samples", "Chance", "TestSupport"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "WorkflowTests",
            dependencies: [
                "Workflow", "Store", "Rendering", "Domain", "Postgres", "Extraction", "Volume", "CZlib", "Chance",
                "Faults", "Replication", "Telemetry", "TestSupport", "Digests", "Samples",
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "ReplicationTests", dependencies: ["Replication", "Store"], swiftSettings: swiftSettings),
        .testTarget(
            name: "VolumeTests",
            dependencies: ["Volume", "Workflow", "Domain"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Workflow", "Rendering", "Domain", "Postgres", "Extraction", "Volume", "Chance",
                "Replication", "TestSupport", "Digests", "Samples", "Telemetry", hummingbird, httpTypes, nio,
                nioEmbedded, nioPosix,
                lifecycle, logging,
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "WorkerTests",
            dependencies: [
                "Worker", "Workflow", "Domain", "Extraction", "Postgres", "Telemetry", "TestSupport", logging,
                lifecycle,
                tracing,
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "FaultTests",
            dependencies: [
                "WebTests", "claimdesk", "Faults", "Workflow", "Domain", "Extraction", "Postgres", "Chance",
                "TestSupport",
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "claimdesk", "Web", "Worker", "Workflow", "Domain", "Extraction", "Postgres", "Assets", "TestSupport",
                argumentParser, lifecycle, logging,
            ],
            swiftSettings: swiftSettings),
    ]
)
