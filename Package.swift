// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "formscan",
  products: [.executable(name: "formscan", targets: ["formscan"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CTesseract", pkgConfig: "tesseract", providers: [.apt(["libtesseract-dev"])]),
    .systemLibrary(
      name: "CLeptonica", pkgConfig: "lept", providers: [.apt(["libleptonica-dev"])]),
    .systemLibrary(
      name: "CPoppler", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
    .systemLibrary(name: "CTIFF", pkgConfig: "libtiff-4", providers: [.apt(["libtiff-dev"])]),
    .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),
    .systemLibrary(name: "CBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-serial-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CZBar", pkgConfig: "zbar", providers: [.apt(["libzbar-dev"])]),
    .target(
      name: "Imaging",
      dependencies: ["CBLAS", "CTesseract", "CLeptonica", "CPoppler", "CQPDF", "CTIFF", "CZBar", "CZip"],
      swiftSettings: house + [.strictMemorySafety()]),
    .target(
      name: "Forms",
      dependencies: [.product(name: "Yams", package: "Yams")],
      swiftSettings: house),
    .target(
      name: "Pipeline",
      dependencies: [
        "Forms", "Imaging", "RecordStore",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      swiftSettings: house),
    .target(
      name: "RecordStore",
      dependencies: [
        "Forms",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: house),
    .target(
      name: "ReviewApp",
      dependencies: [
        "RecordStore", "Forms",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [.copy("Assets"), .copy("Templates"), .copy("Texts")],
      swiftSettings: house),
    .executableTarget(
      name: "formscan",
      dependencies: [
        "Pipeline", "RecordStore", "ReviewApp", "Forms", "Imaging",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: house),
    .testTarget(name: "ImagingTests", dependencies: ["Imaging"], swiftSettings: house),
    .testTarget(
      name: "FormsTests", dependencies: ["Forms", .product(name: "Yams", package: "Yams")],
      exclude: ["Export/Golden", "Export/OPG/Golden", "Export/JSON/Golden", "Letters/Golden"], swiftSettings: house),
    .testTarget(
      name: "RecordStoreTests",
      dependencies: ["RecordStore", "Forms", .product(name: "GRDB", package: "GRDB.swift")], swiftSettings: house),
    .testTarget(
      name: "ReviewAppTests",
      dependencies: [
        "ReviewApp", "RecordStore", "Forms",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ], swiftSettings: house),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "Pipeline", "Forms", "Imaging", "RecordStore", "CLeptonica", .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      swiftSettings: house),
    .testTarget(name: "SampleTests", dependencies: ["Pipeline", "RecordStore", "Forms"], swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)
