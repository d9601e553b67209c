extension KeptSetting {
  /// The settings that may be kept: no key that our own lines have, and none that decides who an endpoint is, with
  /// which password, or whether it needs one.
  ///
  /// For PJSIP they are those that Asterisk 16 and 22 both have: it drops an endpoint with an unknown one.
  package static let keys: [Kind: Set<String>] = [
    .sip: words(
      """
      accountcode acl allowoverlap allowsubscribe allowtransfer amaflags autoframing buggymwi
      busylevel call-limit callingpres cc_agent_policy cc_monitor_policy cid_tag constantssrc
      contactacl contactdeny contactpermit defaultip deny description directmediaacl
      directmediadeny directmediapermit discard_remote_hold_retrieval dtmfmode encryption_taglen
      faxdetect g726nonstandard ignoresdpversion keepalive language maxcallbitrate maxforwards
      mohinterpret mohsuggest musicclass musiconhold mwi_from namedcallgroup namedpickupgroup
      outofcall_message_context parkinglot permit port preferred_codec_only progressinband
      promiscredir qualifyfreq recordofffeature recordonfeature regexten rfc2833compensate
      rpid_immediate rpid_update rtpholdtimeout rtpkeepalive rtptimeout send_diversion sendrpid
      session-expires session-minse session-refresher session-timers setvar snom_aoc_enabled
      subscribecontext subscribemwi supportpath t38pt_udptl t38pt_usertpsource textsupport timerb
      timert1 tonezone trust_id_outbound trustrpid unsolicited_mailbox use_q850_reason
      useclientcode usereqphone vmexten
      """),
    .pjsip: words(
      """
      100rel accept_multiple_sdp_answers accountcode acl aggregate_mwi allow_overlap
      allow_subscribe allow_transfer asymmetric_rtp_codec bind_rtp_to_media_address bundle
      callerid_privacy callerid_tag connected_line_method contact_acl contact_deny contact_permit
      contact_user cos_audio cos_video deny device_state_busy_at dtmf_mode fax_detect
      fax_detect_timeout follow_early_media_fork g726_non_standard ice_support
      ignore_183_without_sdp inband_progress incoming_mwi_mailbox language max_audio_streams
      max_video_streams media_address media_encryption_optimistic media_use_received_transport
      message_context moh_passthrough moh_suggest mwi_from_user
      mwi_subscribe_replaces_unsolicited named_call_group named_pickup_group
      notify_early_inuse_ringing one_touch_recording permit preferred_codec_only
      record_off_feature record_on_feature redirect_method refer_blind_progress rpid_immediate
      rtcp_mux rtp_engine rtp_ipv6 rtp_keepalive rtp_timeout rtp_timeout_hold sdp_owner
      sdp_session send_connected_line send_diversion send_history_info send_pai send_rpid set_var
      srtp_tag_32 sub_min_expiry subscribe_context suppress_q850_reason_headers
      t38_bind_udptl_to_media_address t38_udptl t38_udptl_ec t38_udptl_ipv6 t38_udptl_maxdatagram
      t38_udptl_nat timers timers_min_se timers_sess_expires tone_zone tos_audio tos_video
      transport trust_connected_line trust_id_inbound trust_id_outbound use_ptime user_eq_phone
      voicemail_extension
      """),
    .queue: words(
      """
      announce announce-frequency announce-holdtime announce-position announce-position-limit
      announce-position-only-up announce-round-seconds announce-to-first-user autofill autopause
      autopausebusy autopausedelay autopauseunavail context defaultrule joinempty leavewhenempty
      log-restricted-caller-id maxlen memberdelay membergosub membermacro min-announce-frequency
      monitor-format monitor-type music musicclass musiconhold penaltymemberslimit
      periodic-announce periodic-announce-frequency periodic-announce-startdelay
      queue-callerannounce queue-callswaiting queue-holdtime queue-less-than queue-minute
      queue-minutes queue-quantity1 queue-quantity2 queue-reporthold queue-seconds queue-thankyou
      queue-thereare queue-youarenext random-periodic-announce relative-periodic-announce
      reportholdtime retry ringinuse servicelevel setinterfacevar setqueueentryvar setqueuevar
      timeout timeoutpriority timeoutrestart wrapuptime
      """),
  ]

  /// Settings of Asterisk that a field of ours stands for, and what to do instead.
  static let fields: [Kind: [String: Hint]] = [
    .sip: [
      "context": "use the field context", "allow": "use the field allow",
      "disallow": "use the field allow", "nat": "use the field nat", "type": "use the field type",
      "host": "use the field host", "transport": "use the field transport",
      "callerid": "use the field callerid", "fullname": "use the field fullname",
      "cid_number": "use the field callerid", "callgroup": "use the field callGroup",
      "pickupgroup": "use the field pickupGroup", "mailbox": "use the field voicemail",
      "videosupport": "use the field videosupport", "encryption": "use the field encryption",
      "secret": .setPassword, "md5secret": .setPassword,
    ],
    .pjsip: [
      "context": "use the field context", "allow": "use the field allow",
      "disallow": "use the field allow", "callerid": "use the field callerid",
      "call_group": "use the field callGroup", "pickup_group": "use the field pickupGroup",
      "mailboxes": "use the field voicemail", "media_encryption": "use the field encryption",
      "force_rport": "use the field nat", "rewrite_contact": "use the field nat",
      "rtp_symmetric": "use the field nat", "webrtc": "use the field typology",
      "contact": "use the field host", "password": .setPassword, "md5_cred": .setPassword,
      "password_digest": .setPassword,
    ],
    .queue: [
      "strategy": "it is the queue's strategy", "weight": "it is the queue's weight",
      "member": .addMembers,
    ],
  ]

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0.isWhitespace }.map(String.init))
  }
}
