/// The modules that real calls need, without modules that open other ports.
enum LabModules {
  /// The text of `modules.conf`.
  ///
  /// Asterisk 16 runs both SIP drivers, so an installation can move from one to the
  /// other.
  static func text(for version: AsteriskVersion) -> String {
    let drivers = version == .v16 ? [pjsip, "chan_sip"] : [pjsip]
    let names = ([foundation, sound, applications, functions, bridges] + drivers)
      .flatMap { $0.split(whereSeparator: \.isWhitespace) }
    return "[modules]\nautoload = no\n" + names.map { "load = \($0).so\n" }.joined()
  }

  private static let foundation = """
    pbx_config res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_astdb
    res_pjproject res_crypto res_http_websocket res_clioriginate
    """

  private static let sound = """
    res_rtp_asterisk res_srtp codec_ulaw codec_alaw codec_gsm codec_resample codec_a_mu
    format_wav format_wav_gsm format_gsm format_pcm
    """

  private static let applications = """
    app_voicemail app_dial app_echo app_queue app_mixmonitor app_chanspy app_stack app_playback
    app_verbose app_exec app_system app_senddtmf
    """

  private static let functions = """
    func_callerid func_cdr func_channel func_cut func_db func_devstate func_dialplan func_env
    func_extstate func_global func_groupcount func_hangupcause func_logic func_math func_md5
    func_rand func_sprintf func_strings func_timeout func_uri func_volume
    """

  private static let bridges = """
    bridge_simple bridge_native_rtp bridge_softmix bridge_holding bridge_builtin_features
    chan_bridge_media app_bridgewait
    """

  private static let pjsip = """
    res_pjsip res_pjsip_session res_pjsip_pubsub res_pjsip_authenticator_digest
    res_pjsip_outbound_authenticator_digest res_pjsip_endpoint_identifier_user
    res_pjsip_endpoint_identifier_ip res_pjsip_registrar res_pjsip_path res_pjsip_sdp_rtp
    res_pjsip_nat res_pjsip_acl res_pjsip_caller_id res_pjsip_diversion res_pjsip_rfc3326
    res_pjsip_dtmf_info res_pjsip_dlg_options res_pjsip_empty_info res_pjsip_header_funcs
    res_pjsip_refer res_pjsip_outbound_publish res_pjsip_mwi res_pjsip_mwi_body_generator
    res_pjsip_exten_state res_pjsip_pidf_body_generator res_pjsip_dialog_info_body_generator
    res_pjsip_transport_websocket res_pjsip_config_wizard chan_pjsip
    """
}
