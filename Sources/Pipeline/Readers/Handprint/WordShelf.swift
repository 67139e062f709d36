import Forms
import Foundation
import Synchronization

/// The lists of `Pipelines/words`, and the models made of them when a field first needs one.
final class WordShelf: Sendable {
  private let lists: [String: [WordModel.Entry]]
  private let models = Mutex<[[String]: WordModel]>([:])

  /// - Throws: `Problem` where there are no lists, or one is damaged.
  init(_ folder: URL) throws { lists = try WordModel.lists(in: folder) }

  /// - Parameter usual: what usually stands in fields that name a list, by the list's name.
  func model(for field: FieldDefinition, _ usual: [String: Set<String>]) -> WordModel {
    let names = field.list.map { [$0] } ?? (field.kind == .email ? ["first-names", "surnames"] : field.words)
    return models.withLock { models in
      if let model = models[names] { return model }
      let model: WordModel
      if let list = field.list, let values = usual[list] {
        model = WordModel([values.sorted().map { ($0, 1) }])
      } else {
        model = WordModel((names.isEmpty ? lists.keys.sorted() : names).compactMap { lists[$0] })
      }
      models[names] = model
      return model
    }
  }
}
