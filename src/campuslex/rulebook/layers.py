"""
Layers and what stands above them.
"""

from collections.abc import Mapping

from campuslex.rulebook.records import NATIONAL, Layer


def ancestry(layers: Mapping[str, Layer], code: str) -> list[str]:
    """
    A layer and the layers above it, the highest first, without the national baseline.
    """
    chain: list[str] = []
    while code in layers and code != NATIONAL.code and code not in chain:
        chain.append(code)
        code = layers[code].parent
    return chain[::-1]
