internal import AsteriskConfig

// Mailboxes.

extension AdoptionPlanner {
  /// Takes the box over that the phone names, if it is its own and its PIN can be kept.
  mutating func takeBox(_ adopted: inout AdoptionPlan.Phone, _ phone: FoundPhone) {
    let number = adopted.values["internal"] ?? ""
    adopted.values["voicemail"] = "false"
    guard phone.mailboxes.count == 1, let named = phone.mailboxes.first,
      [number, "\(number)@\(FoundBoxes.ours)", "\(number)@device"].contains(named.box)
    else {
      return loseBoxes(
        phone, "the light of waiting messages; our boxes are internal@\(FoundBoxes.ours)")
    }
    guard let box = boxes[number, FoundBoxes.ours] else {
      return plan.warnings.append(
        .init(
          place: named.place, code: "box.missing",
          text: "no box \(number) in voicemail.conf: the phone is told of none"))
    }
    usedBoxes.insert(box.place)
    if let objection = box.objection(internal: number) {
      guard request.givesNewPINs, !box.pin.hasPrefix("-") else {
        return plan.left.append(
          .init(
            place: box.place, what: "box \(number)", why: "\(objection): stays where it is",
            remedy: box.pin.hasPrefix("-") ? nil : .renewPIN))
      }
      adopted.made.append("voicemailPin")
    } else {
      adopted.values["voicemailPin"] = box.pin
      if (try? VoicemailPIN(parsing: box.pin))?.isHardToGuess != true {
        plan.warnings.append(
          .init(
            place: box.place, code: "pin.weak", text: "the PIN of box \(number) is easy to guess"))
      }
    }
    adopted.values["voicemail"] = "true"
    if box.hasLine { adopted.boxes.append(box.place) }
    takeShadowed(by: box, &adopted)
    loseParts(of: box, adopted)
  }

  /// Boxes of the same number that Asterisk did not take would come alive, and ours would be the one that it does not take.
  private mutating func takeShadowed(by box: FoundBox, _ adopted: inout AdoptionPlan.Phone) {
    for other in boxes.shadowed where (other.number, other.context) == (box.number, box.context) {
      if other.hasLine { adopted.boxes.append(other.place) }
      plan.warnings.append(
        .init(
          place: other.place, code: "box.twice",
          text: "box \(box.number) is also in \(trees.text(box.place)), and Asterisk takes that one"
        ))
    }
  }

  private mutating func loseParts(of box: FoundBox, _ adopted: AdoptionPlan.Phone) {
    if !box.options.isEmpty { lose(box.place, "box option", box.options, adopted.name, "no field") }
    if !box.pager.isEmpty { lose(box.place, "pager", box.pager, adopted.name, "no field") }
    for email in box.emails.dropFirst() {
      lose(box.place, "further e-mail", email, adopted.name, "an agent has one address")
    }
  }

  mutating func loseBoxes(_ phone: FoundPhone, _ why: String) {
    for box in phone.mailboxes where !box.box.isEmpty {
      if let named = boxes.box(named: box.box) { namedBoxes[named.place] = phone.name }
      lose(
        box.place, phone.driver == .sip ? "mailbox" : "mailboxes", box.box, phone.name, why)
    }
  }

  /// Says of all other boxes that they stay.
  mutating func leaveBoxes() {
    let turnedOff = Set(endings.values.map(\.section.place))
    for box in boxes.all where !usedBoxes.contains(box.place) {
      guard box.hasLine || turnedOff.contains(box.place) else { continue }
      let isOurs = box.context == FoundBoxes.ours
      plan.left.append(
        .init(
          place: box.place, what: isOurs ? "box \(box.number)" : "box \(box.number)@\(box.context)",
          why: isOurs
            ? namedBoxes[box.place].map { "\($0) has no mailbox of ours: stays where it is" }
              ?? "no peer names it as its mailbox"
            : "ours are in the context \(FoundBoxes.ours): stays, and so does what is in it"))
    }
  }
}
