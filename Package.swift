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

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let swiftCSV = Target.Dependency.product(name: "SwiftCSV", package: "SwiftCSV")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")

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
        .package(url: "https://github.com/apple/swift-crypto", from: "3.12.3"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // Labelled data for `claimdesk eval` and `train` come as CSV.
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C: libpq, libcurl (which Foundation's networking brings at run time anyway), zlib for zip files, and files that the binary carries.
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CLexicons"),
        .target(name: "CAssets"),

        // Libraries in their own right.
        .target(name: "Postgres", dependencies: ["CLibPQ", crypto], swiftSettings: swiftSettings),
        .target(
            name: "Extraction", dependencies: ["CLexicons"], exclude: ["Resources"], swiftSettings: swiftSettings),

        // The desk.
        .target(name: "Domain", swiftSettings: swiftSettings),
        .target(name: "Store", dependencies: ["Postgres", "Domain"], swiftSettings: swiftSettings),
        .target(
            name: "Workflow",
            dependencies: ["Store", "Postgres", "Domain", "Extraction", "CAssets", "CZlib", crypto],
            exclude: ["Resources"], swiftSettings: swiftSettings),
        .target(
            name: "Web",
            dependencies: ["Workflow", "Domain", crypto, hummingbird, httpTypes, nio, lifecycle, logging],
            exclude: ["Resources"], swiftSettings: swiftSettings),
        .target(
            name: "Worker", dependencies: ["Workflow", "Domain", "CLibCurl", logging, lifecycle],
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "claimdesk",
            dependencies: [
                "Web", "Worker", "Workflow", "Domain", "Postgres", "Extraction", argumentParser, crypto, lifecycle,
                logging, swiftCSV,
            ],
            swiftSettings: swiftSettings),

        // Tests.
        .target(
            name: "TestSupport", dependencies: ["Postgres"], path: "Tests/TestSupport", swiftSettings: swiftSettings),
        .testTarget(
            name: "PostgresTests", dependencies: ["Postgres", "TestSupport"], swiftSettings: swiftSettings),
        .testTarget(
            name: "ExtractionTests", dependencies: ["Extraction", "CLexicons"], swiftSettings: swiftSettings),
        .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: swiftSettings),
        .testTarget(
            name: "WorkflowTests",
            dependencies: [
                "Workflow", "Store", "Domain", "Postgres", "Extraction", "CZlib", "TestSupport", crypto,
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Workflow", "Domain", "Postgres", "Extraction", "TestSupport", crypto, hummingbird, httpTypes,
                nio, lifecycle, logging,
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "WorkerTests",
            dependencies: [
                "Worker", "Workflow", "Domain", "Extraction", "Postgres", "TestSupport", logging, lifecycle,
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "claimdesk", "Worker", "Workflow", "Domain", "Extraction", "Postgres", "TestSupport", argumentParser,
                logging,
            ],
            swiftSettings: swiftSettings),
    ]
)
