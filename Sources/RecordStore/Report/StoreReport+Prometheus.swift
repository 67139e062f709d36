import Forms

extension StoreReport {
  /// The figures in Prometheus' text format, version 0.0.4, for `/metrics`.
  public var prometheus: String {
    var text = PrometheusText()
    let forms = forms
    func count(_ name: String, _ help: String, _ value: (Documents) -> Int) {
      text.gauge(name, help, forms.map { (["form": $0.form], Double(value($0))) })
    }
    count("documents", "Documents in the store.") { $0.documents }
    count("pages", "Pages in these documents.") { $0.pages }
    count("documents_accepted", "Documents that left as accepted.") { $0.accepted }
    count("documents_straight_through", "Documents that left without that a person did anything.") { $0.straightThrough }
    count("documents_rejected", "Documents that a person rejected.") { $0.rejected }
    count("documents_waiting", "Documents that are still here.") { $0.waiting }
    text.gauge(
      "stray_pages", "Pages in no document.", strays.sorted { $0.key < $1.key }.map { (["kind": $0.key], Double($0.value)) })
    func countFields(_ name: String, _ help: String, _ value: (Fields) -> Int) {
      text.gauge(
        name, help,
        fields.filter { value($0) > 0 }.map {
          (["form": $0.form, "reader": $0.reader ?? "", "reason": $0.reason ?? ""], Double(value($0)))
        })
    }
    countFields("fields", "Fields of the documents.") { $0.fields }
    countFields("fields_touched", "Fields that people were asked for.") { $0.touched }
    countFields("fields_decided", "Fields that people decided.") { $0.decided }
    countFields("fields_corrected", "Fields whose value people changed.") { $0.corrected }
    func share(_ name: String, _ help: String, _ value: (Checks) -> Double) {
      text.gauge(name, help, checks.map { (["form": $0.form], value($0)) })
    }
    share("checks", "Fields that had passed and were checked by people.") { Double($0.judged) }
    share("checks_wrong", "Of these, how many were wrong.") { Double($0.wrong) }
    share("silent_error_ratio", "The share of fields that pass and are wrong.") { $0.silent.value }
    share("silent_error_ratio_low", "Its lower bound at 95 %.") { $0.silent.low }
    share("silent_error_ratio_high", "Its upper bound at 95 %.") { $0.silent.high }
    text.gauge(
      "receipt_to_record_seconds", "From the paper's arrival until the record left.",
      waits.flatMap { wait in
        [("0.5", wait.median), ("0.9", wait.most), ("1", wait.longest)].map {
          (["form": wait.form, "quantile": $0.0], $0.1 * 3600)
        }
      })
    text.gauge(
      "queue_records", "Records that wait.",
      queue.byForm.sorted { $0.key < $1.key }.map { (["form": $0.key], Double($0.value)) })
    text.gauge(
      "queue_age_records", "Records that wait, by age.",
      zip(["day", "week", "month", "older"], queue.byAge).map { (["within": $0], Double($1)) })
    text.gauge("queue_held_records", "Records that somebody has in hand.", queue.held)
    text.gauge("queue_samples", "Fields that are to be checked.", queue.samples)
    text.gauge("queue_rereads", "Pages that are to be read again.", queue.rereads)
    text.gauge("queue_oldest_seconds", "Since the oldest one's paper arrived.", queue.oldest.map { $0 * 3600 } ?? 0)
    text.gauge("operator_seconds", "Operators' time at work.", work.seconds)
    text.gauge("operator_fields", "What they decided in it.", work.fields)
    text.gauge("cpu_seconds", "The machine's time.", work.cpuSeconds)
    text.gauge("completion_ratio", "The share of transactions that are completed.", service.completionRate.value)
    if let cost = service.costPerTransaction {
      text.gauge("cost_per_transaction_pounds", "CPU and operators, in pounds.", cost)
    }
    if let paper = service.paperShare { text.gauge("paper_ratio", "The share of transactions that come on paper.", paper) }
    return text.lines
  }
}

/// Writes metrics, each with its help and type.
private struct PrometheusText {
  var lines = ""

  mutating func gauge(_ name: String, _ help: String, _ value: some BinaryInteger) { gauge(name, help, Double(value)) }
  mutating func gauge(_ name: String, _ help: String, _ value: Double) { gauge(name, help, [([:], value)]) }

  /// - Parameter values: each with its labels; a metric without any is left out.
  mutating func gauge(_ name: String, _ help: String, _ values: [(labels: [String: String], value: Double)]) {
    guard !values.isEmpty else { return }
    lines += "# HELP formscan_\(name) \(help)\n# TYPE formscan_\(name) gauge\n"
    for (labels, value) in values {
      let said = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(escaped($0.value))\"" }.joined(separator: ",")
      lines += "formscan_\(name)\(said.isEmpty ? "" : "{\(said)}") \(value)\n"
    }
  }

  private func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
