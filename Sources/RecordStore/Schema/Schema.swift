import GRDB

/// The store's tables, version by version. A version that was released is never changed: the next one is added.
///
/// Times are text, ISO 8601 in UTC with milliseconds, so that they sort. Values of fields are text, or 0/1 for yes and no; they stand in
/// `emissions`, `fields`, `corrections`, `keyings` and `samples` alone, where `purge` removes them.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1", migrate: version1)
    migrator.registerMigration("2", migrate: version2)
    migrator.registerMigration("3", migrate: version3)
    migrator.registerMigration("4", migrate: version4)
    migrator.registerMigration("5", migrate: version5)
    migrator.registerMigration("6", migrate: version6)
    migrator.registerMigration("7", migrate: version7)
    return migrator
  }
}
