/// A language that letters are written in.
public enum LetterLanguage: String, CaseIterable, Sendable {
  case english = "en", welsh = "cy"
}

extension Rule.Sentence {
  public subscript(language: LetterLanguage) -> String { language == .welsh ? cy : en }
}
