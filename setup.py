"""What pyproject.toml cannot say: the guide and the credits have a place of their own in a checkout, and go among the
resources of a wheel."""

import runpy
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent


class BuildWithGuide(build_py):
    def run(self):
        super().run()
        if self.editable_mode:  # they are found where they are
            return
        for name, place in runpy.run_path(str(ROOT / "resources" / "__init__.py"))["ELSEWHERE"].items():
            source = ROOT / place
            for path in [source] if source.is_file() else sorted(each for each in source.rglob("*") if each.is_file()):
                target = Path(self.build_lib, "resources", name, path.relative_to(source))
                self.mkpath(str(target.parent))
                self.copy_file(str(path), str(target))


setup(cmdclass={"build_py": BuildWithGuide})
