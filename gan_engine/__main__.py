"""`python -m gan_engine`: the same as `gan-engine`."""

import multiprocessing

from gan_engine.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
