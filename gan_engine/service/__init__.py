"""The engine as a process for the studio (`gan-engine serve`): requests on stdin, answers on stdout.

Framed by `gan_engine.framing_protocol`. A request is `{"id": n, "method": name, "params": {...}}` with arrays
where the method takes some; `{"cancel": n}` takes it back. Each answer names its request:

    {"id": n, "progress": [done, total or null, what]}
    {"id": n, "partial": {...}}         with arrays where the method says so
    {"id": n, "result": {...}}          the last word, or one of the two below
    {"id": n, "error": {"kind", "what", "kept", "do", "field"}}
    {"id": n, "cancelled": true}

Methods. What is written `name?` may be left out; paths are strings; a model is the path of a snapshot folder or
of a generator file, opened when it is first named (the last two stay open). Pictures are uint8 [N, H, W, 3].

    hello ()                            -> versions {maquette, python, torch}, protocol, device, device_kind
                                           ("cpu", "cuda", "mps"), memory_bytes, cores, methods
    families ()                         -> families [{name, title, sentence, sizes, supports, freezes (layers, for going
                                           on from another training), fits (itself to a set), schema (JSON, of the form
                                           of a training)}]
    recipes ()                          -> recipes: the list that `gan-engine recipes --json` prints, with each form's
                                           JSON schema
    validate (recipe?, settings?, class_names?, pictures?, size?, snapshot?, estimate?)
                                        -> errors [{field, what, do}], none if all is well; then configuration (whole),
                                           chosen {dotted key: value} (what is taken from the set and the device),
                                           begins {share, afresh, with_discriminator} (of the snapshot) or null, and
                                           estimate (parameters, memory_mb, seconds, ...: as in recipes)
                                           recipe: a name or a file; settings: {dotted key: value}; pictures, size: how
                                           many the dataset has, of how many px
    import_network (path, out)          -> path (the snapshot's folder), family, size, class_names, with_discriminator:
                                           of a StyleGAN2-ADA file, read without running anything that lies in it
    check (paths, smallest?)            partial: findings [{path, facts or null, findings [{kind, why}]}]
                                        -> count, flagged
    preview (path, options, steps?)     -> count; arrays: the picture as it is, then what the dataset will hold of it
    bake (items, out, options, left_out?)      items [{path, digest?, label?, tags?, source_name?, steps?, group?,
                                           held_out?}]; left_out [{name, kind?, why?}] is kept with the dataset
                                        -> path, digest, count, classes, seconds, skipped [{name, kind, why}]
    cut_out (path, steps?, method?, tolerance?, edge?, softness?, longest?)
                                        -> scale, left, top; arrays: the picture as it is, the picture cut out (RGBA)
    suggest_background (items [{path, steps?}])        -> method, words, share
    cut_out_all (items, method?, tolerance?)           -> clean, count, wrong [{number (of the item), why}]
    models ()                           -> models [{name, title, sentence, bytes, size, licence, url, embedded,
                                           installed}]
    get_model (name, file?)             -> that model; progress in bytes
    remove_model (name)                 -> that model
    find_figures (paths)                partial: number (of the path), width, height, boxes [[left, top, width,
                                           height]],
                                           sheet (whether it looks like one); or number, why
                                        -> count, sheets
    features (items)                    items [{path, steps?}]
                                        partial: indices (of the items), unreadable (others); arrays features float32
                                           [n, 1280] and prints uint8 [n, K], in the order of indices
                                        -> count, unreadable
    near_copies (digests; arrays features [N, D], prints [N, K])     digests: "" for one that is not known
                                        -> count; arrays first, second, likeness of each pair, and stands_for [N] (of
                                           those with the same pixels the first): `curation.copies.duplicates`
    difference (older, newer)           two datasets -> added, removed, changed [{source, why, names}], same, options
    bake_again (dataset, originals, out)               originals: the files, or folders, that it was made of
                                        -> path, count, held_out, exact (the same digest), skipped [{name, kind, why}]
    draw_sample_art (folder, count?, size?, seed?)  -> folder, count, credits
    open_model (model)                  -> model, digest, name, kimg, size, z_dim, class_names, truncation, family
    generate (model, seeds? or array z [N, z], class_name?, psi?)
                                        class_name and psi: one for all, or a list with one for each
                                        partial: first, count; array pictures      -> count, seconds
    walk (model, frames, loop?, seeds? or array z, class_name?, psi?)
                                        partial as generate                        -> count, seconds; array z
                                        class_name: one for all, or one for each point (a frame takes the nearest)
    export_clip (model, path, seconds or frames, fps?, loop?, scale?, smooth?, seeds? or array z, class_name?, psi?)
                                        -> path, frames, width, height
    export_designs (model, folder, seeds? or array z, class_name?, psi?, names?)   -> paths
    contact_sheet (path, columns?, labels?, paths? or array pictures)              -> path, width, height
    film (run, path, fps?, design?, caption?)          -> path, frames, width, height
                                           the run's samples as a clip; design: only that cell of the sheets (from 0)
    export_tensorboard (run, folder)    -> path: the run's events as TensorBoard reads them
    verify (path)                       -> what `gan-engine verify --json` prints; progress in files
    measures ()                         -> measures [{name, title, sentence, network, network_title, better ("lower",
                                           "higher", ""), designs, pictures, advised}], usual (names), weights
                                           {installed, bytes, url, licence} of the official Inception network
    measure_weights (fetch?, file?)     -> installed; fetches them, or takes a file, after it was agreed to
    evaluate (snapshots, dataset, metrics?, samples?, seed?, keep?)
                                        in a process of its own; the document that `gan-engine evaluate --json` prints:
                                        -> snapshots [{path, name, kimg, results [...], refused [...]}], dataset, ...
                                           keep: into `evaluations/` of each snapshot's run as well
    nearest (dataset, count?, paths? or array pictures, or model with seeds? or array z, class_name?)
                                        -> nearest: for each design [{index, picture, source, digest, distance, ratio,
                                           near_copy}], spacing, looked_at, of, network; array: the training pictures
                                           uint8 [designs * count, S, S, 3] in that order
    feature_maps (network?, layer?, most?, path? or array picture [1, H, W, 3])
                                        what “lite0” sees, or the discriminator of a snapshot (network: its path)
                                        -> layers [{name, channels, height, width}], layer (the first where none was
                                           named), channels (which are shown, liveliest first), of; array: their greys
                                           uint8 [N, h, w]
"""
