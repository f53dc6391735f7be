"""What is known of a household beside its points: its persons, its cards, who visits it, its phone, what it was merged into."""

from sqlalchemy import Connection, select

from shop_desktop.domain.persons import Known, Person
from shop_desktop.store.schema import cards, household_details, households, persons, phones


def known(connection: Connection, household: int) -> Known:
    """Everything about one household."""
    members = connection.execute(select(persons).where(persons.c.household == household).order_by(persons.c.name))
    issued = connection.execute(select(cards.c.code).where(cards.c.household == household).order_by(cards.c.active, cards.c.code))
    phone = connection.execute(select(phones.c.phone).where(phones.c.household == household)).scalar()
    details = connection.execute(select(household_details).where(household_details.c.household == household)).mappings().first()
    into = details["merged_into"] if details else None
    other = (
        connection.execute(select(households.c.code, households.c.name).where(households.c.id == into)).first() if into else None
    )
    return Known(
        persons=tuple(Person(name=r.name, party_member=bool(r.party_member), active=bool(r.active)) for r in members),
        cards=tuple(issued.scalars()),
        phone=phone or "",
        contact=details["contact"] if details else "",
        merged_into=f"{other.code} {other.name}" if other else "",
    )
