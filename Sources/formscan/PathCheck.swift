import ArgumentParser

/// Refuses empty paths, such as of a script's variable that is not set: the folder that formscan is run in would be meant.
func refuseEmpty(_ paths: KeyValuePairs<String, String?>) throws {
  for (option, path) in paths where path?.isEmpty == true {
    throw ValidationError("\(option) is empty: name a file or folder.")
  }
}
