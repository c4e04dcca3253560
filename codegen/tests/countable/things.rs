//! The things, by the file in which they are written.

use super::{Thing, part, thing};

/// Everything of which a catalogue can have many, and what grows with what.
pub static THINGS: &[Thing] = &[
    // Folders and files.
    thing(
        "APIs",
        &[
            part("a#/api.toml", "", "title = 'API #'", ""),
            part("a#/lock.toml", "", "[codes.C#]", ""),
        ],
    ),
    thing("groups", &[part("door/g#.toml", "", "[codes.C#]\nmessage = 'Word #'", "")]),
    thing(
        "groups in an order",
        &[
            part("door/g#.toml", "", "[codes.C#]", ""),
            part("door/api.toml", "groups = [", "'g#',", "]"),
        ],
    ),
    // statuses.toml and actions.toml
    thing(
        "statuses",
        &[part("statuses.toml", "", "[#]\nreason = 'Reason'\nmeaning = 'See [[status:#]].'", "")],
    )
    .numbered(100, 400),
    thing(
        "statuses of codes",
        &[
            part("statuses.toml", "", "[#]\nreason = 'Reason'\naction = 'wait'", ""),
            part("door/lock.toml", "", "[codes.C#]\nstatus = #\nretry_after = 'header'", ""),
        ],
    )
    .numbered(400, 200),
    thing(
        "statuses of a code",
        &[
            part("statuses.toml", "", "[#]\nreason = 'Reason'", ""),
            part("door/lock.toml", "[codes.C]\nstatus = [", "#,", "]"),
        ],
    )
    .numbered(400, 200),
    thing(
        "statuses of an API",
        &[
            part("statuses.toml", "", "[#]\nreason = 'Reason'", ""),
            part("door/api.toml", "", "[statuses.#]\nmeaning = 'Meaning #'", ""),
        ],
    )
    .numbered(100, 400),
    thing(
        "actions",
        &[part(
            "actions.toml",
            "",
            "[act#]\nadvice = 'Do [[action:act#]].'\nactor = 'user'\nretry = 'never'",
            "",
        )],
    ),
    thing(
        "actions of codes",
        &[
            part(
                "actions.toml",
                "",
                "[act#]\nadvice = 'Do #.'\nactor = 'user'\nretry = 'never'",
                "",
            ),
            part("door/lock.toml", "", "[codes.C#]\naction = 'act#'", ""),
        ],
    ),
    thing(
        "actions of an API",
        &[
            part(
                "door/api.toml",
                "",
                "[actions.act#]\nadvice = 'Do #.'\nactor = 'user'\nretry = 'never'",
                "",
            ),
            part("door/lock.toml", "", "[codes.C#]\naction = 'act#'", ""),
        ],
    ),
    // changelog.toml
    thing(
        "releases",
        &[part(
            "changelog.toml",
            "",
            "[[release]]\nversion = '0.0.#'\nnotes = 'See [[door/LOCKED]], #.'",
            "",
        )],
    )
    .falling(),
    // accepted.toml
    thing(
        "accepted changes",
        &[part(
            "accepted.toml",
            "",
            "[[change]]\nrule = 'code-wire'\nsubject = 'door/C#'\nreason = 'Reason #'\nuntil = '9.0.#'",
            "",
        )],
    ),
    // conversions.toml
    thing(
        "conversions",
        &[
            part("a#/api.toml", "", "title = 'API #'", ""),
            part("a#/lock.toml", "", "[codes.C#]", ""),
            part(
                "conversions.toml",
                "",
                "[[conversion]]\nfrom = 'a#'\nto = 'door'\notherwise = 'LOCKED'",
                "",
            ),
        ],
    ),
    thing(
        "entries of a conversion",
        &[
            part("door/lock.toml", "", "[codes.C#]", ""),
            part("gate/lock.toml", "", "[codes.D#]", ""),
            part(
                "conversions.toml",
                "[[conversion]]\nfrom = 'door'\nto = 'gate'\notherwise = 'SHUT'\n[conversion.codes]",
                "C# = 'D#'",
                "",
            ),
        ],
    ),
    thing(
        "codes without conversion",
        &[
            part("door/lock.toml", "", "[codes.C#]", ""),
            part(
                "conversions.toml",
                "[[conversion]]\nfrom = 'door'\nto = 'gate'\nunmapped = ['LOCKED',",
                "'C#',",
                "]",
            ),
        ],
    ),
    // operations.toml
    thing(
        "operations",
        &[part("door/operations.toml", "", "[operations.'GET /doors/#']\ncodes = ['LOCKED']", "")],
    ),
    thing(
        "operations of codes",
        &[
            part("door/lock.toml", "", "[codes.C#]\nstatus = 404", ""),
            part(
                "door/operations.toml",
                "",
                "[operations.'GET /doors/#']\nsummary = 'Door #'\ncodes = ['C#']",
                "",
            ),
            part("statuses.toml", "[404]\nreason = 'Not Found'", "", ""),
        ],
    ),
    thing(
        "codes of an operation",
        &[
            part("door/lock.toml", "", "[codes.C#]", ""),
            part("door/operations.toml", "[operations.'GET /doors']\ncodes = [", "'C#',", "]"),
        ],
    ),
    thing(
        "codes of all operations",
        &[
            part("door/lock.toml", "", "[codes.C#]", ""),
            part(
                "door/operations.toml",
                "[common]\ncodes = [",
                "'C#',",
                "]\n[operations.'GET /doors']\ngroups = ['lock']",
            ),
        ],
    ),
    thing(
        "groups of an operation",
        &[
            part("door/g#.toml", "", "[codes.C#]", ""),
            part("door/operations.toml", "[operations.'GET /doors']\ngroups = [", "'g#',", "]"),
        ],
    ),
    thing(
        "groups of all operations",
        &[
            part("door/g#.toml", "", "[codes.C#]", ""),
            part(
                "door/operations.toml",
                "[common]\ngroups = [",
                "'g#',",
                "]\n[operations.'GET /doors']\ncodes = ['LOCKED']",
            ),
        ],
    ),
    // api.toml
    thing(
        "links of an API",
        &[part(
            "door/api.toml",
            "links = [",
            "{ title = 'Link #', url = 'https://example.com/#' },",
            "]",
        )],
    ),
    thing(
        "questions",
        &[part(
            "door/api.toml",
            "",
            "[[faq]]\nquestion = 'Why #?'\nanswer = 'Since [[LOCKED]].'",
            "",
        )],
    ),
    thing(
        "parameters",
        &[part(
            "door/api.toml",
            "",
            "[parameters.p#]\nin = 'query'\ntype = 'string'\nexample = 'x'",
            "",
        )],
    ),
    thing(
        "statuses of unexpected errors",
        &[
            part(
                "door/api.toml",
                "[unexpected]\nerror = 'C'",
                "# = { code = 'C', details = { at = '{path}' } }",
                "",
            ),
            part("door/lock.toml", "[codes.C]\ndetails = { at = 'string?' }", "", ""),
        ],
    )
    .numbered(400, 200),
    thing(
        "items of the details of an unexpected error",
        &[
            part("door/api.toml", "[unexpected.error]\ncode = 'C'\ndetails = [", "#,", "]"),
            part("door/lock.toml", "[codes.C]\ndetails = 'list<integer>'", "", ""),
        ],
    ),
    thing(
        "items of a parameter's example",
        &[part(
            "door/api.toml",
            "[parameters.p]\nin = 'query'\ntype = 'list<integer>'\nexample = [",
            "#,",
            "]",
        )],
    ),
    thing(
        "facts",
        &[
            part("door/api.toml", "[meta]", "f# = { type = 'string?', example = 'x' }", ""),
            part("door/lock.toml", "[codes.C.meta]", "f# = 'x'", ""),
        ],
    ),
    thing(
        "facts of a file",
        &[
            part("door/api.toml", "[meta]", "f# = 'string?'", ""),
            part("gate/api.toml", "[meta]", "f# = 'string?'", ""),
            part("gate/more.toml", "[meta]", "f# = 'x'", "[codes.C]"),
        ],
    ),
    thing(
        "items of a fact",
        &[
            part(
                "door/api.toml",
                "[meta]\nf = { type = 'list<integer>?', example = [",
                "#,",
                "] }",
            ),
            part("door/lock.toml", "[codes.C]\nmeta.f = [", "#,", "]"),
            part("gate/api.toml", "[meta]\nf = 'list<integer>?'", "", ""),
            part("gate/more.toml", "meta.f = [", "#,", "]\n[codes.C]"),
        ],
    ),
    thing(
        "types",
        &[
            part("door/api.toml", "[types]", "T# = { a = 'string' }", ""),
            part("door/lock.toml", "[codes.C.details]", "f# = 'T#?'", ""),
        ],
    ),
    thing(
        "types of codes",
        &[
            part("door/api.toml", "[types]", "T# = { a = 'string' }", ""),
            part("door/lock.toml", "", "[codes.C#]\ndetails = 'T#'", ""),
        ],
    ),
    thing("types that nothing has", &[part("door/api.toml", "[types]", "T# = 'string'", "")]),
    thing(
        "fields of a type",
        &[
            part(
                "door/api.toml",
                "[types.T]",
                "f# = { type = 'string', description = 'Field #', example = 'x' }",
                "",
            ),
            part("door/lock.toml", "[codes.C]\ndetails = 'T'", "", ""),
        ],
    ),
    thing(
        "values of an enum",
        &[
            part("door/api.toml", "[types.T]\nenum = [", "'v#',", "]"),
            part("door/lock.toml", "[codes.C]\ndetails = { a = 'T' }", "", ""),
        ],
    ),
    // Envelopes
    thing(
        "envelopes",
        &[
            part(
                "yard/api.toml",
                "title = 'Yard'",
                "[envelopes.e#.body]\ncode = '$code'\nnumber = #",
                "",
            ),
            part("yard/all.toml", "envelope = 'e0'\n[codes.C]", "", ""),
        ],
    ),
    thing(
        "envelopes of codes",
        &[
            part(
                "yard/api.toml",
                "title = 'Yard'",
                "[envelopes.e#.body]\ncode = '$code'\nmessage = '$message'\nid = '$id?'\n[envelopes.e#.slots]\nid = 'uuid'",
                "",
            ),
            part("yard/all.toml", "", "[codes.C#]\nenvelope = 'e#'", ""),
        ],
    ),
    thing(
        "keys of a body",
        &[part("door/api.toml", "[envelopes.error.body]\ncode = '$code'", "k# = #", "")],
    ),
    thing(
        "items of a body",
        &[part("door/api.toml", "[envelopes.error.body]\ncode = '$code'\nitems = [", "#,", "]")],
    ),
    thing(
        "headers",
        &[part(
            "door/api.toml",
            "[envelopes.error.body]\ncode = '$code'\n[envelopes.error.headers]",
            "X-H# = 'x'",
            "",
        )],
    ),
    thing(
        "slots",
        &[
            part("door/api.toml", "[envelopes.error.body]\ncode = '$code'", "s# = '$s#?'", ""),
            part(
                "door/api.toml",
                "[envelopes.error.slots]",
                "s# = { type = 'string', description = 'Slot #', example = 'x' }",
                "",
            ),
        ],
    ),
    thing(
        "slots in headers",
        &[
            part(
                "door/api.toml",
                "[envelopes.error.body]\ncode = '$code'\n[envelopes.error.headers]",
                "X-H# = '$s#?'",
                "",
            ),
            part("door/api.toml", "[envelopes.error.slots]", "s# = 'string'", ""),
        ],
    ),
    thing(
        "items of a slot's example",
        &[part(
            "door/api.toml",
            "[envelopes.error.body]\ncode = '$code'\ns = '$s?'\n[envelopes.error.slots]\ns = { type = 'list<integer>', example = [",
            "#,",
            "] }",
        )],
    ),
    thing(
        "slots that a code fills",
        &[
            part("door/api.toml", "[envelopes.error.body]\ncode = '$code'", "s# = '$s#?'", ""),
            part("door/api.toml", "[envelopes.error.slots]", "s# = 'string'", ""),
            part("door/lock.toml", "[codes.C]\nfills = [", "'s#',", "]"),
        ],
    ),
    thing(
        "slots that a code sets",
        &[
            part("door/api.toml", "[envelopes.error.body]\ncode = '$code'", "s# = '$s#?'", ""),
            part("door/api.toml", "[envelopes.error.slots]", "s# = 'string'", ""),
            part("door/lock.toml", "[codes.C.set]", "s# = 'x'", ""),
        ],
    ),
    thing(
        "slots that a file sets",
        &[
            part("gate/api.toml", "[envelopes.error.body]\ncode = '$code'", "s# = '$s#?'", ""),
            part("gate/api.toml", "[envelopes.error.slots]", "s# = 'string'", ""),
            part("gate/more.toml", "[set]", "s# = 'x'", "[codes.C]"),
        ],
    ),
    // Group files
    thing(
        "links of a group",
        &[part(
            "door/more.toml",
            "links = [",
            "{ title = 'Link #', url = 'https://example.com/#' },",
            "]\n[codes.C]",
        )],
    ),
    thing("tags of a group", &[part("door/more.toml", "tags = [", "'tag #',", "]\n[codes.C]")]),
    thing(
        "statuses of a group",
        &[
            part("statuses.toml", "", "[#]\nreason = 'Reason'", ""),
            part("door/more.toml", "status = [", "#,", "]\n[codes.C]"),
        ],
    )
    .numbered(400, 200),
    thing(
        "details of a group",
        &[part(
            "door/more.toml",
            "[details]",
            "f# = { type = 'string', example = 'x' }",
            "[codes.C]",
        )],
    ),
    thing(
        "tombstones",
        &[part(
            "door/lock.toml",
            "[retired]",
            "C# = { replaced_by = 'LOCKED', note = 'Note #' }",
            "",
        )],
    ),
    // Codes
    thing(
        "codes",
        &[part(
            "door/lock.toml",
            "",
            "[codes.C#]\nmessage = 'Word #'\ndescription = 'See [[C#]].'",
            "",
        )],
    ),
    thing(
        "codes of numbers",
        &[
            part("door/api.toml", "[code]\ntype = 'integer'", "", ""),
            part("door/lock.toml", "wire = -1", "[codes.C#]\nwire = #", ""),
        ],
    ),
    thing(
        "codes that name the next",
        &[part("door/lock.toml", "", "[codes.C#]\nsee_also = ['C@']", "[codes.C#]")],
    ),
    thing(
        "codes that name one",
        &[part(
            "door/lock.toml",
            "",
            "[codes.C#]\nsee_also = ['LOCKED']\ndescription = 'See [[LOCKED]].'",
            "",
        )],
    ),
    thing(
        "codes with details",
        &[part(
            "door/lock.toml",
            "",
            "[codes.C#]\nmessage = 'Word # {a}'\ndetails = { a = { type = 'string', example = 'x' } }",
            "",
        )],
    ),
    thing(
        "codes with examples",
        &[part(
            "door/lock.toml",
            "",
            "[codes.C#]\ndetails = { a = 'integer' }\nexamples = [{ title = 'One', details = { a = # } }]",
            "",
        )],
    ),
    thing(
        "codes with delays",
        &[part(
            "door/lock.toml",
            "",
            "[codes.C#]\naction = 'wait'\nretry_after = ['details.a', 'header', 30]\ndetails = { a = 'duration' }",
            "",
        )],
    ),
    thing("codes with aliases", &[part("door/lock.toml", "", "[codes.C#]\naliases = ['A#']", "")]),
    thing(
        "codes with successors",
        &[part("door/lock.toml", "", "[codes.C#]\ndeprecated = { replaced_by = 'LOCKED' }", "")],
    ),
    thing(
        "codes that succeed each other",
        &[part(
            "door/lock.toml",
            "",
            "[codes.C#]\ndeprecated = { replaced_by = 'C@' }",
            "[codes.C#]",
        )],
    ),
    thing("parts of a code", &[part("door/lock.toml", "", "[codes.C#]\npart_of = 'LOCKED'", "")]),
    thing(
        "codes that are parts of each other",
        &[part("door/lock.toml", "", "[codes.C#]\npart_of = 'C@'", "[codes.C#]")],
    ),
    thing(
        "codes behind a mask",
        &[part(
            "door/lock.toml",
            "",
            "[codes.C#]\nvisibility = 'internal'\nmasked_as = 'LOCKED'",
            "",
        )],
    ),
    thing("causes", &[part("door/lock.toml", "[codes.C]\ncauses = [", "'Cause #',", "]")]),
    thing(
        "steps",
        &[part(
            "door/lock.toml",
            "[codes.C]\ntroubleshooting = [",
            "'Look at [[LOCKED]], #.',",
            "]",
        )],
    ),
    thing(
        "see_also",
        &[
            part("door/more.toml", "", "[codes.C#]", ""),
            part("door/lock.toml", "[codes.C]\nsee_also = [", "'C#',", "]"),
        ],
    ),
    thing(
        "links of a code",
        &[part(
            "door/lock.toml",
            "[codes.C]\nlinks = [",
            "{ title = 'Link #', url = 'https://example.com/#' },",
            "]",
        )],
    ),
    thing("aliases", &[part("door/lock.toml", "[codes.C]\naliases = [", "'A#',", "]")]),
    thing("tags of a code", &[part("door/lock.toml", "[codes.C]\ntags = [", "'tag #',", "]")]),
    thing(
        "tags of codes",
        &[part("door/lock.toml", "", "[codes.C#]\ntags = ['tag #', 'all']", "")],
    ),
    thing(
        "places of a delay",
        &[
            part(
                "door/lock.toml",
                "[codes.C]\naction = 'wait'\nretry_after = [",
                "'details.f#',",
                "]\n[codes.C.details]",
            ),
            part("door/lock.toml", "", "f# = 'duration?'", ""),
        ],
    ),
    thing(
        "details",
        &[part(
            "door/lock.toml",
            "[codes.C.details]",
            "f# = { type = 'string', description = 'Field #', example = 'x' }",
            "",
        )],
    ),
    thing(
        "items of a detail's example",
        &[part(
            "door/lock.toml",
            "[codes.C]\ndetails.f = { type = 'list<integer>', example = [",
            "#,",
            "] }",
        )],
    ),
    thing(
        "placeholders",
        &[
            part("door/lock.toml", "[codes.C]\nmessage = '''", "{f#}", "'''\n[codes.C.details]"),
            part("door/lock.toml", "", "f# = { type = 'string', example = 'x' }", ""),
        ],
    ),
    thing(
        "examples",
        &[part(
            "door/lock.toml",
            "[codes.C]\ndetails = { a = 'integer' }",
            "[[codes.C.examples]]\ndetails = { a = # }",
            "",
        )],
    ),
    thing(
        "items of an example",
        &[part(
            "door/lock.toml",
            "[codes.C]\ndetails = { a = 'list<integer>' }\n[[codes.C.examples]]\ndetails.a = [",
            "#,",
            "]",
        )],
    ),
    thing(
        "slots of an example",
        &[
            part("door/api.toml", "[envelopes.error.body]\ncode = '$code'", "s# = '$s#?'", ""),
            part("door/api.toml", "[envelopes.error.slots]", "s# = 'string'", ""),
            part(
                "door/lock.toml",
                "[codes.C]\n[[codes.C.examples]]\n[codes.C.examples.slots]",
                "s# = 'x'",
                "",
            ),
        ],
    ),
    thing(
        "items of an example's slot",
        &[
            part(
                "door/api.toml",
                "[envelopes.error.body]\ncode = '$code'\ns = '$s?'\n[envelopes.error.slots]\ns = 'list<integer>'",
                "",
                "",
            ),
            part("door/lock.toml", "[codes.C]\n[[codes.C.examples]]\nslots.s = [", "#,", "]"),
        ],
    ),
    // Prose
    thing(
        "references",
        &[part(
            "door/lock.toml",
            "[codes.C]\ndescription = '''",
            "[[LOCKED]], [[action:wait]]",
            "'''",
        )],
    ),
    thing(
        "paragraphs",
        &[part(
            "door/lock.toml",
            "[codes.C]\ndescription = '''",
            "\nWords of <paragraph #>.",
            "'''",
        )],
    ),
    thing(
        "items of a list in prose",
        &[part("door/lock.toml", "[codes.C]\ndescription = '''", "- Item #: [[LOCKED]]", "'''")],
    ),
    thing(
        "rows of a table in prose",
        &[part(
            "door/lock.toml",
            "[codes.C]\ndescription = '''\n| a | b |\n|---|---|",
            "| # | [[LOCKED]] |",
            "'''",
        )],
    ),
    thing(
        "paragraphs of an API",
        &[part(
            "door/api.toml",
            "docs = '''",
            "\nWords of [paragraph #](https://example.com/#).",
            "'''",
        )],
    ),
];
