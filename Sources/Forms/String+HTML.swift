extension String {
  /// As text of a page or a plot: with what HTML or SVG would take for markup made harmless.
  package var asHTML: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
