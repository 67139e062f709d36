import CLeptonica

/// Keeps leptonica from writing to standard error (`setMsgSeverity`): what matters is thrown, and the rest would stand between a
/// command's own lines. For the whole process, before its first picture.
public func silenceLibraries() {
  setMsgSeverity(Int32(L_SEVERITY_NONE))
}
