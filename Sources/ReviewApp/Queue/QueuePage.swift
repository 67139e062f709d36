import Forms
import Foundation
import RecordStore

/// What `queue.mustache` shows: how much waits, by what, and what to take next.
struct QueuePage {
  /// One value by which the queue can be cut down.
  struct Choice {
    let value, label: String
    let count: String
    let isChosen: Bool
  }
  struct Filter {
    let id, label, all: String
    let choices: [Choice]
  }
  struct Row {
    let label, title, count, oldest: String
  }
  let waiting: String
  let held: String?
  let isEmpty, isDone, isFiltered: Bool
  let filters: [Filter]
  let rows: [Row]
  let samples, groups: String
  let hasSamples, hasGroups, hasRereads: Bool
  let rereads: String
  let items: [FieldPage.Item]

  init(
    _ counts: QueueCounts, groups found: [FieldGroup], _ choice: QueueChoice, _ forms: KnownForms, isDone: Bool, now: Date,
    _ words: Words
  ) {
    waiting = words.count("records-waiting", counts.waiting)
    held = counts.held == 0 ? nil : words.count("records-held", counts.held)
    isEmpty = counts.waiting == 0
    self.isDone = isDone
    isFiltered = choice != QueueChoice()
    items = choice.items.map { .init(name: $0.name, value: $0.value) }
    let inFields = found.reduce(0) { $0 + $1.fields }
    groups = words.count("group-fields", inFields)
    hasGroups = inFields > 0
    samples = words.count("sample-fields", counts.samples)
    hasSamples = counts.samples > 0
    rereads = words.count("reread-pages", counts.rereads)
    hasRereads = counts.rereads > 0
    rows = counts.byForm.sorted { $0.key < $1.key }.map { id, count in
      Row(
        label: KnownForms.name(id), title: forms.all.first { $0.id == id }?.title ?? "", count: "\(count.records)",
        oldest: count.oldest.map { words.age(of: $0, at: now) } ?? "")
    }
    let ages = zip([1, 7, 28], zip(["age-day", "age-week", "age-month"], 1...))
    filters = [
      Filter(
        id: "form", label: words("filter-form"), all: words("filter-all"),
        choices: counts.byForm.sorted { $0.key < $1.key }.map {
          Choice(value: $0, label: KnownForms.name($0), count: "\($1.records)", isChosen: choice.form == $0)
        }),
      Filter(
        id: "urgency", label: words("filter-urgency"), all: words("filter-all"),
        choices: Urgency.allCases.reversed().compactMap { urgency in
          counts.byUrgency[urgency].map {
            Choice(
              value: "\(urgency)", label: words("urgency-\(urgency)"), count: "\($0.records)",
              isChosen: choice.urgency == urgency)
          }
        }),
      Filter(
        id: "reason", label: words("filter-reason"), all: words("filter-all"),
        choices: counts.byReason.sorted { ($1.value.records, $0.key) < ($0.value.records, $1.key) }.map {
          Choice(value: $0, label: words.said($0).text, count: "\($1.records)", isChosen: choice.reason == $0)
        }),
      Filter(
        id: "days", label: words("filter-age"), all: words("filter-all"),
        choices: ages.map { days, age in
          Choice(
            value: "\(days)", label: words(age.0), count: "\(counts.byAge.dropFirst(age.1).reduce(0, +))",
            isChosen: choice.days == days)
        }),
    ]
  }
}

extension Words {
  /// How long ago something was.
  func age(of date: Date, at now: Date) -> String {
    let hours = max(0, Int(now.timeIntervalSince(date) / 3600))
    return hours < 48 ? count("hours", hours) : count("days", hours / 24)
  }
}
