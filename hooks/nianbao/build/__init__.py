"""Makes what is new, keeps what is made: store, tasks, workers, manifest, the site folder."""
