"""Every licence that the geometry is under, and that has a text, has its address."""

from geo.atlas import atlas
from geo.records.licences import licence_addresses


def test_the_geometrys_licences_have_an_address() -> None:
    outlines = {outline.licence for outline in atlas().catalog.outlines.values()}
    drawn = {
        text for layer in atlas().layers.values() for text in layer.gdf["geometry_licence"] if isinstance(text, str)
    }
    assert outlines
    # What is in the public domain, is a bare coordinate, or is where we let a label stand, has no licence to be linked.
    free = {"Public domain", "coordinates only", "single coordinate, cited", "no rights claimed"}
    assert (outlines | drawn) - free <= set(licence_addresses())
    assert all(address.startswith("https://") for address in licence_addresses().values())
